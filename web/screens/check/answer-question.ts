/** Judges receipts and rows, and recounts logs, wherever it runs: in a worker, or in a page that was saved. */
import { services } from '@maru/services/index.ts'
import { LogProblem } from '@maru/verifier/report.ts'
import { verifyMembership } from '../../city/membership-proofs.ts'
import { verifyEd25519, verifySignature } from '../../city/verify.ts'
import { judgeLight } from './judge-light.ts'
import { judgeReceipt } from './judge-receipt.ts'
import { judgeState } from './judge-state.ts'
import type { Answer, Question } from './messages.ts'
import { recountHere } from './recount-here.ts'

type Tell = (done: number, size: number) => void

/** Never rejects: what went wrong is an answer too. */
export const answerQuestion = (question: Question, tell: Tell): Promise<Answer> =>
  answer(question, tell).catch((error: unknown) =>
    error instanceof LogProblem
      ? { kind: 'problem', problem: error.problem }
      : { kind: 'failed', message: String(error) },
  )

const answer = async (question: Question, tell: Tell): Promise<Answer> => {
  if (question.kind === 'recount') return recountHere(question, nowAndThen(tell))
  if (question.kind === 'judge-state')
    return { kind: 'state-judged', judgement: judgeState(question.evidence, services, verifyEd25519) }
  if (question.kind === 'judge-light')
    return { kind: 'light-judged', judgement: await judgeLight(question.evidence, verifiers) }
  const judgement = await judgeReceipt(question.evidence, { verifyEd25519, ...verifiers })
  return { kind: 'judged', judgement }
}

const verifiers = { verifySignature, verifyMembership }

const progressMs = 100

/** Not for each entry: a page shows no more than ten numbers a second. */
const nowAndThen = (tell: Tell): Tell => {
  let toldAt = 0
  return (done, size) => {
    const now = Date.now()
    if (now - toldAt < progressMs && done < size) return
    toldAt = now
    tell(done, size)
  }
}
