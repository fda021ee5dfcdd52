/** Judges receipts and recounts logs off the page's own thread, so that the page stays alive meanwhile. */
import { answerQuestion } from './answer-question.ts'
import type { Answer, Question } from './messages.ts'

/** The compiler takes this file for a part of the page, which would name an origin. */
const worker = globalThis as unknown as {
  readonly postMessage: (answer: Answer) => void
  readonly addEventListener: (type: 'message', listener: (event: { readonly data: Question }) => void) => void
}
const tell = worker.postMessage.bind(worker)

worker.addEventListener('message', ({ data }) => {
  void answerQuestion(data, (done, size) => tell({ kind: 'progress', done, size })).then(tell)
})
