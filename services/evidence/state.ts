/** What is stored of validators that signed two things of which only one can be true. */
import type { Vote } from '@maru/kernel/consensus/vote.ts'
import { account, uint } from '@maru/kernel/state/key.ts'
import { table } from '@maru/kernel/state/table.ts'

/** Whose key it was when it was reported. */
interface Accused {
  readonly validator: string
  readonly institution: string
  readonly name: string
  /** The account that reported it. */
  readonly by: string
  readonly at: number
}

export interface StoredVote {
  /** Null is a vote for no block. */
  readonly block: {
    readonly hash: Uint8Array
    readonly partCount: number
    readonly partsHash: Uint8Array
  } | null
  readonly seconds: number
  readonly nanos: number
  readonly signature: Uint8Array
}

export interface EquivocationRow extends Accused {
  readonly publicKey: Uint8Array
  readonly type: Vote['type']
  readonly height: number
  readonly round: number
  readonly votes: readonly StoredVote[]
}

export interface SplitViewRow extends Accused {
  readonly vkey: string
  readonly origin: string
  readonly size: number
  /** Signed notes, and why the second cannot be the first one's log. */
  readonly first: string
  readonly second: string
  readonly otherRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}

export const tables = {
  /** In the order in which they were reported. */
  equivocations: table<EquivocationRow>()([uint]),
  splitViews: table<SplitViewRow>()([uint]),
  /** [validator, height]: its number */
  equivocationAt: table<{ readonly number: number }>()([account, uint]),
  /** [validator, size of the first note]: its number */
  splitViewAt: table<{ readonly number: number }>()([account, uint]),
}

export type Tables = typeof tables
