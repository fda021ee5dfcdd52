/** What stands in the form of a poll, by the rules that will judge it. */
import { type Answer, checkAnswers, isAsked, type Question } from '../questions.ts'

/** By the index of a question: what was chosen there, also when the way leads past it now. */
export type Drafts = { readonly [index: number]: Answer | undefined }

/** For each question its answer so far, undefined where there is none yet, null where it is not asked. */
export const leadThrough = (
  questions: readonly Question[],
  drafts: Drafts,
): readonly (Answer | null | undefined)[] => {
  const answers: (Answer | null | undefined)[] = []
  for (const [index, question] of questions.entries()) {
    const soFar = answers.map((answer) => answer ?? null)
    answers.push(isAsked(question, soFar) ? (drafts[index] ?? emptyOf(question)) : null)
  }
  return answers
}

/** Choosing none is an answer where none is enough. */
const emptyOf = (question: Question): Answer | undefined =>
  question.kind === 'multiple' && question.picksMin === 0 ? [] : undefined

/** The index of the first question that is asked and not answered as it has to be. */
export const missingIn = (
  questions: readonly Question[],
  answers: readonly (Answer | null | undefined)[],
): number | undefined => {
  const index = questions.findIndex((question, at) => {
    const answer = answers[at]
    if (answer === null) return false
    // Numbers below 0 stand for what is still open. Alone, a question has no branch.
    if (answer === undefined || answer.some((number) => number < 0)) return true
    return checkAnswers([{ ...question, askedIf: null }], [answer]) !== undefined
  })
  return index < 0 ? undefined : index
}
