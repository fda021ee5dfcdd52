/** A poll in the made-up city, for this folder's tests: the same steps by name and without one. */
import type { Receipt } from '@maru/kernel/execute.ts'
import type { createMadeUpCity } from '../made-up.ts'
import type { PollInput } from './inputs.ts'
import type { Answers, Question, QuestionTally } from './questions.ts'

type MadeUpCity = ReturnType<typeof createMadeUpCity>

/** One of each kind; the third is asked of those who chose 2 or 3 first, the fourth of those who chose 4 there. */
export const surveyQuestions: readonly Question[] = [
  { kind: 'single', options: 3, askedIf: null },
  { kind: 'score', options: 2, askedIf: null, scoreMax: 5 },
  { kind: 'multiple', options: 4, askedIf: { question: 1, options: [2, 3] }, picksMin: 0, picksMax: 3 },
  { kind: 'ranked', options: 4, askedIf: { question: 3, options: [4] }, picksMax: 2 },
]

export interface PollRow {
  readonly state: string
  readonly voters: number
  readonly changes: number
  readonly tally: readonly QuestionTally[] | null
}

export const openMadeUpPoll = (town: MadeUpCity, given: Partial<PollInput> = {}): Receipt => {
  const input = {
    secrecy: 'named',
    group: 'city',
    questions: surveyQuestions,
    opens: null,
    closes: 1_767_225_600_000 + 10 * 86_400_000,
    canChange: true,
    shownFrom: 0,
    place: null,
    content: { bytes: 'c1'.repeat(32) },
    ...given,
  }
  return town.act({ by: 'mayor', service: 'polls', action: 'open-policy-poll', input })
}

export const castMadeUpVote = (town: MadeUpCity, by: string, answers: Answers, sequence: number): Receipt => {
  const input = { poll: 1, answers, sequence, isHere: false }
  return town.act({ by, service: 'polls', action: 'vote', input })
}

export const readMadeUpPoll = (town: MadeUpCity): PollRow =>
  town.query('polls', 'poll', { poll: 1 }) as PollRow
