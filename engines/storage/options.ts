/** How a data folder is opened, and the numbers that bound what it does. */
import type { Genesis } from '@maru/kernel/genesis.ts'
import type { Rules } from '@maru/kernel/rules.ts'
import type { ReadAway } from './away/read-through.ts'
import type { Files } from './files.ts'

export interface StorageOptions {
  /** Made when it is not there. Everything of this ledger is in it. */
  readonly folder: string
  /** Of every service this program knows; the genesis says which of them run. */
  readonly rules: Rules
  /** What a new ledger begins with. One that is there keeps its own, which must be of the same chain. */
  readonly genesis: Genesis
  /** First line of the checkpoints, and name of the key: `maru.<chain>` when not given. */
  readonly origin?: string
  /** Others cosign the log: after a start the checkpoint that was shown last is shown on, until there is a newer one. */
  readonly isCosigned?: boolean
  readonly files?: Files
  /** Reads what was moved out of the folder. */
  readonly away?: ReadAway
}

export interface StorageLimits {
  readonly flushMs: number
  /** So many changed rows and pages start a flush before its time; with four times as many, blocks wait for it. */
  readonly flushChanges: number
  /** A journal file that has grown beyond this is followed by a new one, so that the old can be dropped. */
  readonly journalFileBytes: number
}

export const defaultStorageLimits: StorageLimits = {
  flushMs: 2_000,
  flushChanges: 50_000,
  journalFileBytes: 16 * 1024 * 1024,
}
