/** What is stored of proposals. Text is not: the row holds its commitment. */
import { account, name, uint } from '@maru/kernel/state/key.ts'
import { table } from '@maru/kernel/state/table.ts'
import type { DayCount } from '../days.ts'

export const states = ['open', 'needs-assignment', 'debate', 'closed', 'withdrawn'] as const
export type ProposalState = (typeof states)[number]

/** In the order in which supports reach them. */
export const thresholds = ['assignment', 'debate', 'mayor'] as const
export type Threshold = (typeof thresholds)[number]

export interface Proposal {
  readonly author: string
  readonly state: ProposalState
  readonly field: string
  /** Null is the whole city. */
  readonly district: string | null
  readonly content: Uint8Array
  readonly supports: number
  readonly openedAt: number
  readonly editedAt?: number
  /** When its author had the text destroyed. */
  readonly erasedAt?: number
  /** From this moment on it takes no supports, unless it has reached the first threshold. Absent when it never closes. */
  readonly closes?: number
  /** Members support it without a name; it takes those of the city's group as it was then. Absent: accounts do. */
  readonly members?: Members
  /** When each threshold was reached first; kept even when supports fall again. */
  readonly reached: { readonly [T in Threshold]?: number }
  /** The proposal it is joined into: that one takes the supports now. */
  readonly joinedTo?: number
  /** How many proposals are joined into this one. */
  readonly joined?: number
  /** It came into debate because so many were joined into it, and not by its supports. */
  readonly debateBy?: 'joined'
}

/** A group at the version that was fixed when the proposal was opened. */
export interface Members {
  readonly group: string
  /** 64 hexadecimal digits. */
  readonly root: string
  readonly version: number
}

/** An officer's act: a proposal was joined into another, or left it again. */
export interface Join {
  readonly act: 'joined' | 'left'
  readonly into: number
  /** The commitment to the reasons. */
  readonly content: Uint8Array
  readonly by: string
  readonly at: number
}

export const tables = {
  proposals: table<Proposal>()([uint]),
  /** [proposal, account or member]: one resident, one support. It is a row, so it cannot count twice. */
  supports: table<{ readonly time: number }>()([uint, account]),
  /** [proposal, member]: the sequence number of a member's last act, so that an old proof in other bytes is refused. */
  sequences: table<{ readonly sequence: number }>()([uint, account]),
  /** [state, proposal]: finds the proposals of a state without looking at the others. */
  states: table<0>()([name, uint]),
  /** How many proposals ever reached a threshold. */
  reached: table<{ readonly proposals: number }>()([name]),
  /** [into, proposal]: what is joined into a proposal now. */
  joined: table<0>()([uint, uint]),
  /** [proposal, join]: the history of each proposal's joining. */
  joins: table<Join>()([uint, uint]),
  /** What each account opened on the last day on which it opened something. */
  days: table<DayCount>()([account]),
  /** The city's fields, as its genesis lists them. */
  fields: table<{ readonly order: number }>()([name]),
}

export type Tables = typeof tables
