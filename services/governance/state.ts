/** What is stored of the institutions that run the city together, and of their validators. */
import { account, name, uint } from '@maru/kernel/state/key.ts'
import { table } from '@maru/kernel/state/table.ts'
import type { Wanted } from './inputs.ts'

export interface Institution {
  readonly ko: string
  readonly en: string
  /** So many of its officers make its approval. */
  readonly required: number
  readonly since: number
}

export interface Validator {
  /** Ed25519: votes on blocks. */
  readonly publicKey: Uint8Array
  readonly power: number
  readonly institution: string
  readonly name: string
  /** The vkey that its cosignatures of checkpoints are checked with (c2sp.org/signed-note), when it cosigns. */
  readonly cosigner: string | null
  readonly since: number
}

/** proposed -> passed -> in-force; or it ends before, by itself, by those who wanted it, or because it fits no more. */
export type ChangeState = 'proposed' | 'passed' | 'in-force' | 'expired' | 'withdrawn' | 'void'

export interface Change {
  readonly wanted: Wanted
  /** The height from which it was asked to count; 0 for as soon as it has passed. */
  readonly from: number
  readonly state: ChangeState
  /** The officer who proposed it. */
  readonly by: string
  readonly at: number
  readonly expiresAt: number
  readonly passedAt?: number
  /** Of the block in which it counts, known once it has passed. */
  readonly height?: number
  /** When it came into force, or ended without. */
  readonly endedAt?: number
  /** Why it is void: a refusal's code. */
  readonly reason?: string
}

export const tables = {
  institutions: table<Institution>()([name]),
  /** [institution, account] */
  officers: table<{ readonly since: number }>()([name, account]),
  /** An account is an officer of one institution at most, so that one person is never two. */
  institutionOf: table<{ readonly institution: string }>()([account]),
  /** By the first 20 bytes of the SHA-256 of the voting key, as CometBFT names validators. */
  validators: table<Validator>()([account]),
  changes: table<Change>()([uint]),
  /** Changes that are proposed, or have passed and are not in force yet. */
  open: table<0>()([uint]),
  /** [change, officer] */
  approvals: table<{ readonly institution: string; readonly at: number }>()([uint, account]),
  /** [kind]: the change of that kind that came into force last. */
  latest: table<{ readonly change: number }>()([name]),
  /** One row, `moved`: how much voting power changed in the last block in which it did. */
  power: table<{ readonly height: number; readonly before: number; readonly moved: number }>()([name]),
}

export type Tables = typeof tables

/** Proposed by officers of one institution and still open. */
export const openChangesMax = 20
/** How many blocks ahead a change may be planned. */
export const blocksAheadMax = 100_000_000

/** Bounds what a count of approvals reads, and what CometBFT has to agree with. */
export const institutionsMax = 50
export const officersMax = 50
export const validatorsMax = 100
export const powerMax = 1_000_000
