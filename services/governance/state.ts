/** What is stored of the institutions that run the city together, and of their validators. */
import { account, name } from '@maru/kernel/state/key.ts'
import { table } from '@maru/kernel/state/table.ts'

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

export const tables = {
  institutions: table<Institution>()([name]),
  /** [institution, account] */
  officers: table<{ readonly since: number }>()([name, account]),
  /** An account is an officer of one institution at most, so that one person is never two. */
  institutionOf: table<{ readonly institution: string }>()([account]),
  /** By the first 20 bytes of the SHA-256 of the voting key, as CometBFT names validators. */
  validators: table<Validator>()([account]),
}

export type Tables = typeof tables

/** Bounds what a count of approvals reads, and what CometBFT has to agree with. */
export const institutionsMax = 50
export const officersMax = 50
export const validatorsMax = 100
export const powerMax = 1_000_000
