/** What is stored of debates. Texts are not: rows hold their commitments. */
import { account, name, uint } from '@maru/kernel/state/key.ts'
import { table } from '@maru/kernel/state/table.ts'
import type { DayCount } from '../days.ts'

export const states = ['open', 'closed'] as const
export const sides = ['for', 'against', 'other'] as const
export type Side = (typeof sides)[number]

export interface Debate {
  readonly state: (typeof states)[number]
  /** What it is about; 0 for a question of the city's own. */
  readonly proposal: number
  /** What opened it. */
  readonly openedBy: 'supports' | 'joined' | 'panel' | 'city'
  /** The panel's reasons or the city's question; supports open a debate without words. */
  readonly content?: Uint8Array
  readonly opens: number
  /** From this moment on no opinion counts. */
  readonly closes: number
  /** When so many had taken part that the mayor has to answer. */
  readonly mayorAt?: number
  /** Members take sides in it without a name: those of the city's group as it was then. Absent: accounts give opinions. */
  readonly members?: Members
  /** Of one with members: from so many participants on its sides are shown. */
  readonly shownFrom?: number
}

/** A group at the version that was fixed when the debate was opened. */
export interface Members {
  readonly group: string
  /** 64 hexadecimal digits. */
  readonly root: string
  readonly version: number
}

/** Participants by the side they took last; `participants` is their sum. */
export type Tally = { readonly [S in Side]: number } & { readonly participants: number }

/** As everyone is shown it: sides are null while so few take part that one could guess whose they are. */
export type ShownTally = { readonly [S in Side]: number | null } & { readonly participants: number }

export interface Opinion {
  readonly debate: number
  readonly author: string
  readonly side: Side
  readonly content: Uint8Array
  readonly at: number
  readonly erasedAt?: number
}

/** The side that a member takes: no words go with it, for people are known by their words. */
export interface Voice {
  readonly side: Side
  /** Grows with each, so that an old proof in other bytes is refused. */
  readonly sequence: number
  readonly at: number
}

/** What the panel decided about a proposal, with the commitment to its reasons. */
export interface Decision {
  readonly decision: 'debate' | 'no-debate'
  readonly content: Uint8Array
  readonly by: string
  readonly at: number
}

export const tables = {
  debates: table<Debate>()([uint]),
  tallies: table<Tally>()([uint]),
  /** [state, debate] */
  states: table<0>()([name, uint]),
  /** [proposal]: a proposal is debated once. */
  debateOf: table<{ readonly debate: number }>()([uint]),
  opinions: table<Opinion>()([uint]),
  /** [debate, opinion] */
  opinionsOf: table<0>()([uint, uint]),
  /** [debate, account]: the opinion that counts. It is a row, so nobody can count twice. */
  latest: table<{ readonly opinion: number; readonly side: Side }>()([uint, account]),
  /** [debate, member]: in place of opinions where members take sides. */
  voices: table<Voice>()([uint, account]),
  /** [account or member] */
  days: table<DayCount>()([account]),
  /** [proposal, decision] */
  decisions: table<Decision>()([uint, uint]),
}

export type Tables = typeof tables
