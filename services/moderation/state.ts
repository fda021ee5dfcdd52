/** What is stored of moderation: cases, every act in them, and what is held back. Texts stand off the ledger. */
import { account, digest, name, uint } from '@maru/kernel/state/key.ts'
import { table } from '@maru/kernel/state/table.ts'
import type { DayCount } from '../days.ts'
import type { Rule } from './rules.ts'

/** Where texts stand; in `debates` the number is an opinion's, in `moderation` a case's, and the text its appeal. */
export const textServices = ['proposals', 'comments', 'debates', 'polls', 'moderation'] as const
export type TextService = (typeof textServices)[number]

export interface Address {
  readonly service: TextService
  readonly number: number
}

export interface Text {
  readonly author: string
  readonly content: Uint8Array
}

/** In four of them the text is not served, see `holdBy` in store-case.ts. */
export const states = [
  'reported',
  'waiting',
  'hidden',
  'appealed',
  'upheld',
  'dismissed',
  'approved',
  'restored',
  'erased',
] as const
export type CaseState = (typeof states)[number]

export interface Case extends Address, Text {
  readonly state: CaseState
  readonly openedAt: number
  readonly reports: number
  /** Under which it was hidden last. */
  readonly rule?: Rule
  /** The account that hid it last: another one decides on the appeal. */
  readonly hiddenBy?: string
  /** The commitment to the author's appeal. */
  readonly appeal?: Uint8Array
}

/** One step of a case, in the state that it led to. */
export interface Act {
  readonly case: number
  readonly act: CaseState
  /** Null for what no person did: waiting, and a text that its author had destroyed. */
  readonly by: string | null
  readonly at: number
  /** Of a report or of hiding. */
  readonly rule?: Rule
  /** The commitment to the reasons, or to the appeal. */
  readonly content?: Uint8Array
}

/** Why a text is not served. */
export interface Hold {
  readonly case: number
  readonly state: 'waiting' | 'hidden'
  /** Null while it waits. */
  readonly rule: Rule | null
}

export const tables = {
  cases: table<Case>()([uint]),
  /** [state, case] */
  states: table<0>()([name, uint]),
  /** [service, number]: the latest case about it. */
  caseOf: table<{ readonly case: number }>()([name, uint]),
  /** Every act, in the order in which they were done: the moderation log. */
  acts: table<Act>()([uint]),
  /** [case, act] */
  actsOf: table<0>()([uint, uint]),
  /** [commitment]: asked whenever a text is served. */
  holds: table<Hold>()([digest]),
  /** [commitment, account]: one resident, one report of a text. */
  reports: table<{ readonly case: number }>()([digest, account]),
  /** How much each account reported on the last day on which it did. */
  days: table<DayCount>()([account]),
}

export type Tables = typeof tables
