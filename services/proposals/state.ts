/** What is stored of proposals. Text is not: the row holds its commitment. */
import { account, name, uint } from '@maru/kernel/state/key.ts'
import { table } from '@maru/kernel/state/table.ts'

export const states = ['open', 'needs-assignment', 'debate', 'withdrawn'] as const
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
  /** When each threshold was reached first; kept even when supports fall again. */
  readonly reached: { readonly [T in Threshold]?: number }
}

export const tables = {
  proposals: table<Proposal>()([uint]),
  /** One resident, one support: it is a row, so it cannot count twice. */
  supports: table<{ readonly time: number }>()([uint, account]),
  /** [state, proposal]: finds the proposals of a state without looking at the others. */
  states: table<0>()([name, uint]),
  /** How many proposals ever reached a threshold. */
  reached: table<{ readonly proposals: number }>()([name]),
  /** The city's fields, as its genesis lists them. */
  fields: table<{ readonly order: number }>()([name]),
}

export type Tables = typeof tables
