/** A poll in the made-up city, for this folder's tests: the same steps by name and without one. */
import type { Receipt } from '@maru/kernel/execute.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import type { createMadeUpCity } from '../made-up.ts'
import type { PollInput } from './inputs.ts'
import type { Answers, Question, QuestionTally } from './questions.ts'
import type { FixedGroup, Secrecy } from './state.ts'

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
  readonly secrecy: Secrecy
  readonly members?: FixedGroup
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

/** Enrols them, each with an identity of their own, so that they vote by name or without one. */
export const enrolVoters = (town: MadeUpCity, names: readonly string[]): void => {
  for (const [index, name] of names.entries()) {
    town.enrol(name)
    const commitment = numberToBytes(BigInt(index + 11))
    const input = { account: { account: name }, commitment, groups: ['city'] }
    town.act({ by: 'registrar', service: 'residents', action: 'set-identity', input })
  }
}

/** By account, or in an anonymous poll by a nullifier that is this person's in it. */
export const castMadeUpVote = (town: MadeUpCity, by: string, answers: Answers, sequence: number): Receipt => {
  const { secrecy, members } = readMadeUpPoll(town)
  const member = { root: members?.root ?? '', nullifier: nullifierOf(by) }
  const step = { by, service: 'polls', action: 'vote', input: { poll: 1, answers, sequence, isHere: false } }
  return town.act(secrecy === 'anonymous' ? { ...step, member } : step)
}

/** In poll 1. Its first byte keeps it below the group's order. */
export const nullifierOf = (name: string): string =>
  `00${[...name].map((letter) => letter.charCodeAt(0).toString(16)).join('')}`.padEnd(64, '0')

export const readMadeUpPoll = (town: MadeUpCity): PollRow =>
  town.query('polls', 'poll', { poll: 1 }) as PollRow
