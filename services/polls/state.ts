/** What is stored of polls. Their words are not: rows hold commitments. Questions and options are numbered from 1. */
import { account, name, uint } from '@maru/kernel/state/key.ts'
import { table } from '@maru/kernel/state/table.ts'
import type { DayCount } from '../days.ts'
import type { Answers, Question, QuestionTally } from './questions.ts'

/**
 * Who sees what of a vote:
 *
 *   named       the ledger shows the account
 *   anonymous   the ledger shows a nullifier, the same for all votes of one member in one poll, and no account
 *   sealed      nothing is seen until the poll closes, then only totals. No poll of this kind is opened yet.
 */
export const secrecies = ['named', 'anonymous', 'sealed'] as const
export type Secrecy = (typeof secrecies)[number]

export const states = ['announced', 'open', 'closed', 'withdrawn'] as const
export type PollState = (typeof states)[number]

/** The city asks in policy polls; residents ask each other. */
export const askers = ['city', 'residents'] as const
export type Asker = (typeof askers)[number]

export const closingReasons = ['mistake', 'no-longer-needed', 'unlawful', 'text-erased'] as const
export type ClosingReason = (typeof closingReasons)[number]

/** The members as they were when the poll opened: nobody who joins later votes in it, and nobody twice. */
export interface FixedGroup {
  /** 64 hexadecimal digits. */
  readonly root: string
  readonly version: number
  /** Leaves, those of former members counted. */
  readonly size: number
}

/** A circle on the ground. Coordinates are in millionths of a degree. */
export interface Place {
  readonly latitude: number
  readonly longitude: number
  readonly radiusMetres: number
}

export interface Poll {
  readonly state: PollState
  readonly asker: Asker
  readonly author: string
  readonly secrecy: Secrecy
  /** The commitment to its words. */
  readonly content: Uint8Array
  readonly group: string
  /** Of a poll that has opened, where the group is kept as a tree. */
  readonly members?: FixedGroup
  readonly questions: readonly Question[]
  /** Who says what follows when it is over, for the city: a department, or else the mayor. */
  readonly department?: string | undefined
  readonly opens: number
  /** From this moment on no vote counts. */
  readonly closes: number
  readonly canChange: boolean
  /** Tallies are shown from so many voters on. */
  readonly shownFrom: number
  readonly place: Place | null
  readonly announcedAt: number
  /** When the timer, or its author, opened it: the moment that decides who is a voter. */
  readonly openedAt?: number
  /** How many could vote then. */
  readonly eligible?: number
  readonly endedEarly?: { readonly by: string; readonly reason: ClosingReason; readonly at: number }
  readonly erasedAt?: number
}

export interface Vote {
  readonly answers: Answers
  readonly sequence: number
  readonly at: number
}

export const tables = {
  polls: table<Poll>()([uint]),
  /** [asker, state, poll]: finds the polls of a state without looking at the others. */
  states: table<0>()([name, name, uint]),
  /** [poll, account or member]: one voter, one row, so nobody counts twice. */
  votes: table<Vote>()([uint, account]),
  turnouts: table<{ readonly voters: number; readonly changes: number }>()([uint]),
  /** [poll, hour since it opened]: who voted for the first time in it. */
  hours: table<{ readonly voters: number }>()([uint, uint]),
  /** [poll, question] */
  tallies: table<QuestionTally>()([uint, uint]),
  /** [account, poll]: whose words go with their author. */
  byAuthor: table<0>()([account, uint]),
  /** [account]: what residents opened on the last day on which they opened something. */
  days: table<DayCount>()([account]),
}

export type Tables = typeof tables
