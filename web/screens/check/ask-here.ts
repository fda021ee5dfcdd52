/** Takes the place of ask-worker.ts in the page that is saved as one file: a file of its own it cannot start. */
import { answerQuestion } from './answer-question.ts'
import type { Ask } from './messages.ts'

export const keepWorker = (): void => undefined

/** A recount cannot be broken off; its answer is then not waited for. */
export const ask: Ask = (question, onProgress) =>
  answerQuestion(question, (done, size) => onProgress?.(done, size))
