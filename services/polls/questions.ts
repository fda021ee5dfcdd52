/**
 * What a poll asks, and how an answer to it counts. There are four kinds of questions; an answer is a list of numbers:
 *
 *   single     one option                       [2]         one for that option
 *   multiple   options, the lowest first        [1, 4]      one for each of them
 *   score      a score for every option         [3, 0, 5]   so much for each
 *   ranked     options, the best one first      [4, 1]      `picksMax` points for the first, one less for each that follows
 *
 * A question may depend on an earlier one: it is asked of those who chose one of some options there. What is not asked
 * is answered by null, so that every way through a survey has one form.
 */
import { ok, refuse } from '@maru/kernel/service.ts'

export interface Branch {
  /** An earlier question. */
  readonly question: number
  readonly options: readonly number[]
}

interface Asked {
  /** How many it has. */
  readonly options: number
  /** Null: it is asked of everybody. */
  readonly askedIf: Branch | null
}

export type Question =
  | (Asked & { readonly kind: 'single' })
  | (Asked & { readonly kind: 'multiple'; readonly picksMin: number; readonly picksMax: number })
  | (Asked & { readonly kind: 'score'; readonly scoreMax: number })
  | (Asked & { readonly kind: 'ranked'; readonly picksMax: number })

export type Answer = readonly number[]
/** One for each question, in their order. */
export type Answers = readonly (Answer | null)[]

export interface QuestionTally {
  /** How many answered it. */
  readonly answered: number
  /** By option: votes, sums of scores, or points. */
  readonly counts: readonly number[]
}

/** B6: limits that fit the options, and branches that lead forward. */
export const checkQuestions = (questions: readonly Question[]) => {
  for (const [index, question] of questions.entries()) {
    const no = checkLimits(question) ?? checkBranch(questions.slice(0, index), question.askedIf)
    if (no) return no
  }
  return ok
}

const checkLimits = (question: Question) => {
  const { kind, options } = question
  if (kind !== 'score' && options < 2) return refuse('B6-too-few-options')
  if (kind === 'multiple' && question.picksMin > question.picksMax) return refuse('B6-limits-unfit')
  const isBeyond = (kind === 'multiple' || kind === 'ranked') && question.picksMax > options
  return isBeyond ? refuse('B6-limits-unfit') : ok
}

const checkBranch = (earlier: readonly Question[], branch: Branch | null) => {
  if (branch === null) return ok
  const asked = earlier[branch.question - 1]
  if (!asked || (asked.kind !== 'single' && asked.kind !== 'multiple')) return refuse('B6-branch-unfit')
  const isKnown = isAscending(branch.options) && branch.options.every((option) => option <= asked.options)
  return isKnown ? ok : refuse('B6-branch-unfit')
}

/** Whether a question is asked of somebody who has answered the ones before it like this. */
export const isAsked = ({ askedIf }: Question, answers: Answers): boolean =>
  askedIf === null || (answers[askedIf.question - 1] ?? []).some((option) => askedIf.options.includes(option))

/** B11: an answer to each question that is asked, in one form only. */
export const checkAnswers = (questions: readonly Question[], answers: Answers) => {
  if (answers.length !== questions.length) return refuse('B11-answers-count')
  for (const [index, question] of questions.entries()) {
    const answer = answers[index] ?? null
    const number = String(index + 1)
    if (!isAsked(question, answers)) {
      if (answer !== null) return refuse('B11-not-asked', number)
      continue
    }
    if (answer === null) return refuse('B11-unanswered', number)
    const code = faultOf(question, answer)
    if (code) return refuse(code, number)
  }
  return ok
}

const faultOf = (question: Question, answer: Answer): string | undefined => {
  const { kind, options } = question
  if (kind === 'score')
    return answer.length !== options
      ? 'B11-choices-count'
      : answer.some((score) => score > question.scoreMax)
        ? 'B11-score-too-high'
        : undefined
  if (answer.some((option) => option < 1 || option > options)) return 'B11-unknown-option'
  const [least, most] =
    kind === 'single'
      ? [1, 1]
      : kind === 'multiple'
        ? [question.picksMin, question.picksMax]
        : [1, question.picksMax]
  if (answer.length < least || answer.length > most) return 'B11-choices-count'
  if (kind === 'ranked') return new Set(answer).size < answer.length ? 'B11-choices-twice' : undefined
  return isAscending(answer) ? undefined : 'B11-choices-twice'
}

const isAscending = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || number > (numbers[index - 1] as number))

export const emptyTally = ({ options }: Question): QuestionTally => ({
  answered: 0,
  counts: Array.from({ length: options }, () => 0),
})

/** The tally with one answer more, or with `by` -1 one less. Null counts for nothing. */
export const addToTally = (
  tally: QuestionTally,
  question: Question,
  answer: Answer | null,
  by: 1 | -1,
): QuestionTally => {
  if (answer === null) return tally
  const counts = [...tally.counts]
  for (const [index, points] of pointsOf(question, answer))
    counts[index] = (counts[index] as number) + by * points
  return { answered: tally.answered + by, counts }
}

/** By the index of an option. */
const pointsOf = (
  question: Question,
  answer: Answer,
): readonly (readonly [index: number, points: number])[] =>
  question.kind === 'score'
    ? answer.map((score, index) => [index, score] as const)
    : answer.map(
        (option, rank) => [option - 1, question.kind === 'ranked' ? question.picksMax - rank : 1] as const,
      )
