/** The words of a poll, held against its numbers: the ledger has only those, and never saw the words. */
import type { PollWords } from '../content.ts'
import type { PollRow } from './data.ts'

/** Whether there are words for each question and each option, and none besides. */
export const fitsPoll = ({ questions }: Pick<PollRow, 'questions'>, words: PollWords): boolean =>
  questions.length === words.questions.length &&
  questions.every(({ options }, index) => words.questions[index]?.options.length === options)
