/** What is stored of comments. Text is not: the row holds its commitment. */
import { account, digest, name, uint } from '@maru/kernel/state/key.ts'
import { table } from '@maru/kernel/state/table.ts'
import type { DayCount } from '../days.ts'

export const sides = ['for', 'against', 'none'] as const
export type Side = (typeof sides)[number]

/** The services whose things are commented on. */
export const targetServices = ['proposals', 'debates'] as const
export type TargetService = (typeof targetServices)[number]

export interface Target {
  readonly service: TargetService
  /** Of the proposal or the debate. */
  readonly number: number
}

export interface Comment extends Target {
  readonly author: string
  readonly side: Side
  /** Null is a comment of its own. A reply has no replies: threads are one level deep. */
  readonly replyTo: number | null
  readonly content: Uint8Array
  /** Marks that stand. */
  readonly helpful: number
  /** Replies that were not withdrawn. */
  readonly replies: number
  readonly addedAt: number
  readonly withdrawnAt?: number
}

/** Comments that were not withdrawn, replies too. */
export type Counts = { readonly [S in Side]: number }

export const tables = {
  comments: table<Comment>()([uint]),
  /** [commitment]: each stands in one comment only. */
  contents: table<{ readonly comment: number }>()([digest]),
  /** [service, number, side, comment]: what is no reply, in the order in which it came. */
  threads: table<0>()([name, uint, name, uint]),
  /** [service, number, side, helpful, comment]: the same by helpfulness, without what was withdrawn. */
  ranks: table<0>()([name, uint, name, uint, uint]),
  /** [comment, reply] */
  replies: table<0>()([uint, uint]),
  /** [comment, account]: one resident, one mark. */
  marks: table<{ readonly time: number }>()([uint, account]),
  /** [service, number] */
  counts: table<Counts>()([name, uint]),
  /** What each account added on the last day on which it added something. */
  days: table<DayCount>()([account]),
}

export type Tables = typeof tables
