/** How a ledger under CometBFT is opened, and the numbers that bound it. */
import type { Equivocation } from '@maru/kernel/consensus/equivocation.ts'
import type { Host } from '../host.ts'
import type { SnapshotLimits } from '../snapshots/options.ts'
import { defaultStorageLimits, type StorageLimits, type StorageOptions } from '../storage/options.ts'
import type { ValidatorsOf } from './validator-updates.ts'
import type { VouchLimits } from './light/vouch.ts'
import type { JoiningProgress } from './restoring.ts'

export interface CometBftOptions extends StorageOptions, Partial<Limits> {
  /** Where CometBFT dials the application: the path of a Unix socket, as in its `proxy_app`. */
  readonly socketPath: string
  /** Of the CometBFT beside this process, which is trusted. */
  readonly rpcUrl: string
  /** Milliseconds since 1970. It judges what comes in; what is recorded has the time of its block. */
  readonly clock?: () => number
  readonly host?: Host
  readonly snapshots?: Partial<SnapshotLimits>
  /** Hears why a snapshot could not be made; the ledger goes on. */
  readonly onSnapshotFailed?: (error: Error) => void
  /** Hears how far a node is that joins a network. */
  readonly onJoining?: (progress: JoiningProgress) => void
  /** Who votes on blocks, as the ledger has it; without it always those of the genesis. */
  readonly validatorsOf?: ValidatorsOf
  /** Hears of each validator that voted for two things at once, as CometBFT's blocks have it. */
  readonly equivocated?: (equivocation: Equivocation) => void
}

export interface Limits extends StorageLimits, VouchLimits {
  /** Transactions taken and not yet answered; beyond it submitters hear T12-busy. */
  readonly waitingMax: number
  /** Transactions whose signatures need not be checked again, as many as CometBFT's mempool holds. */
  readonly verifiedBytesMax: number
  /** Bundles on their way to CometBFT at a time. It has each checked within 20 ms; meanwhile the next ones grow. */
  readonly sendingMax: number
  /** CometBFT has to say within this whether it takes a transaction. */
  readonly sendMs: number
  /** A transaction that is in no block for so long is sent again: a CometBFT that was killed has forgotten it. */
  readonly resendMs: number
  /** A submitter waits this long for a block, and then hears T17-undecided. */
  readonly undecidedMs: number
  /** Without a block for so long the status says that the validators do not agree. */
  readonly stalledMs: number
}

export const defaultLimits: Limits = {
  waitingMax: 20_000,
  verifiedBytesMax: 64 * 1024 * 1024,
  sendingMax: 2,
  sendMs: 5_000,
  resendMs: 3_000,
  undecidedMs: 30_000,
  stalledMs: 30_000,
  vouchMs: 5_000,
  vouchedMax: 1_000,
  ...defaultStorageLimits,
}
