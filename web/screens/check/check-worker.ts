/** Judges receipts and recounts logs off the page's own thread, so that the page stays alive meanwhile. */
import { services } from '@maru/services/index.ts'
import { LogProblem } from '@maru/verifier/report.ts'
import { verifyEd25519, verifySignature } from '../../city/verify.ts'
import { judgeReceipt } from './judge-receipt.ts'
import { judgeState } from './judge-state.ts'
import type { Answer, Question } from './messages.ts'
import { recountHere } from './recount-here.ts'

/** The compiler takes this file for a part of the page, which would name an origin. */
const worker = globalThis as unknown as {
  readonly postMessage: (answer: Answer) => void
  readonly addEventListener: (type: 'message', listener: (event: { readonly data: Question }) => void) => void
}
const tell = worker.postMessage.bind(worker)

worker.addEventListener('message', ({ data }) => {
  answer(data).then(tell, (error: unknown) =>
    tell(
      error instanceof LogProblem
        ? { kind: 'problem', problem: error.problem }
        : { kind: 'failed', message: String(error) },
    ),
  )
})

const answer = async (question: Question): Promise<Answer> => {
  if (question.kind === 'recount') return recountHere(question.from, question.vkey, tellProgress)
  if (question.kind === 'judge-state')
    return { kind: 'state-judged', judgement: judgeState(question.evidence, services, verifyEd25519) }
  const judgement = await judgeReceipt(question.evidence, { verifyEd25519, verifySignature })
  return { kind: 'judged', judgement }
}

const progressMs = 100
let toldAt = 0

const tellProgress = (done: number, size: number): void => {
  const now = Date.now()
  if (now - toldAt < progressMs && done < size) return
  toldAt = now
  tell({ kind: 'progress', done, size })
}
