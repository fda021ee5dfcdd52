/** How a ledger is opened, and the numbers that bound it. */
import type { Host } from '../host.ts'
import type { Files } from '../storage/files.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import type { Rules } from '@maru/kernel/rules.ts'

export interface SoloOptions extends Partial<Limits> {
  /** Made when it is not there. Everything of this ledger is in it. */
  readonly folder: string
  /** Of every service this program knows; the genesis says which of them run. */
  readonly rules: Rules
  /** What a new ledger begins with. One that is there keeps its own, which must be of the same chain. */
  readonly genesis: Genesis
  /** Milliseconds since 1970; an import hands in the time of its data. */
  readonly clock?: () => number
  /** First line of the checkpoints, and name of the key: `maru.<chain>` when not given. */
  readonly origin?: string
  readonly host?: Host
  readonly files?: Files
}

export interface Limits {
  /**
   * A block is cut when it has so many transactions or bytes, ... A larger one shares little more, and for as long as
   * it runs nobody else is served and the cores for signature checks run dry.
   */
  readonly blockTransactionsMax: number
  readonly blockBytesMax: number
  /** ... when so many are ready, though more are being verified, ... */
  readonly crowdTransactions: number
  /** ... so long after its first, ... */
  readonly blockAgeMs: number
  /** ... or when for so long nothing came and nothing is being verified. */
  readonly quietMs: number
  /** Transactions taken and not yet answered; beyond it submitters hear T12-busy. */
  readonly waitingMax: number
  readonly flushMs: number
  /** So many changed rows and pages start a flush before its time; with four times as many, blocks wait for it. */
  readonly flushChanges: number
  /** A journal file that has grown beyond this is followed by a new one, so that the old can be dropped. */
  readonly journalFileBytes: number
}

export const defaultLimits: Limits = {
  blockTransactionsMax: 500,
  blockBytesMax: 4 * 1024 * 1024,
  crowdTransactions: 250,
  blockAgeMs: 200,
  quietMs: 4,
  waitingMax: 20_000,
  flushMs: 2_000,
  flushChanges: 50_000,
  journalFileBytes: 16 * 1024 * 1024,
}
