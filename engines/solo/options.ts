/** How a ledger is opened, and the numbers that bound it. */
import type { Host } from '../host.ts'
import { defaultStorageLimits, type StorageLimits, type StorageOptions } from '../storage/options.ts'

export interface SoloOptions extends StorageOptions, Partial<Limits> {
  /** Milliseconds since 1970; an import hands in the time of its data. */
  readonly clock?: () => number
  readonly host?: Host
}

export interface Limits extends StorageLimits {
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
}

export const defaultLimits: Limits = {
  blockTransactionsMax: 500,
  blockBytesMax: 4 * 1024 * 1024,
  crowdTransactions: 250,
  blockAgeMs: 200,
  quietMs: 4,
  waitingMax: 20_000,
  ...defaultStorageLimits,
}
