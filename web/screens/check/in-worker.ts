/** What the worker is asked. */
import { ask } from './ask-worker.ts'
import type { LightEvidence, LightJudgement } from './judge-light.ts'
import type { Evidence } from './judge-receipt.ts'
import type { StateEvidence, StateJudgement } from './judge-state.ts'
import type { Judgement } from './judgement.ts'
import type { Answer, LogPlace } from './messages.ts'

/** Rejects when the worker could not be started. */
export const judgeInWorker = async (evidence: Evidence): Promise<Judgement> => {
  const answer = await ask({ kind: 'judge', evidence })
  if (answer.kind !== 'judged') throw new Error(answer.kind === 'failed' ? answer.message : answer.kind)
  return answer.judgement
}

/** As above. */
export const judgeLightInWorker = async (evidence: LightEvidence): Promise<LightJudgement> => {
  const answer = await ask({ kind: 'judge-light', evidence })
  if (answer.kind !== 'light-judged') throw new Error(answer.kind === 'failed' ? answer.message : answer.kind)
  return answer.judgement
}

/** As above. */
export const judgeStateInWorker = async (evidence: StateEvidence): Promise<StateJudgement> => {
  const answer = await ask({ kind: 'judge-state', evidence })
  if (answer.kind !== 'state-judged') throw new Error(answer.kind === 'failed' ? answer.message : answer.kind)
  return answer.judgement
}

export const recountInWorker = (
  from: LogPlace,
  vkey: string,
  onProgress: (done: number, size: number) => void,
  signal: AbortSignal,
  poll?: number,
): Promise<Answer> => ask({ kind: 'recount', from, vkey, poll }, onProgress, signal)
