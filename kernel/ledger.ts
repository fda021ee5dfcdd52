/**
 * What a server, a test or a benchmark sees of an engine, whichever puts the transactions in order: submit, read,
 * follow. Everything read is sealed and durable; nothing is answered before it is.
 */
import type { LightBlock } from './consensus/light-client.ts'
import type { Receipt, SaidEvent } from './execute.ts'
import type { Genesis } from './genesis.ts'
import type { Result } from './refusal.ts'
import type { Rules } from './rules.ts'
import type { View } from './state/view.ts'

export interface Recorded {
  readonly id: string
  /** Place in the log, from 0. */
  readonly index: number
  readonly height: number
  readonly time: number
  readonly receipt: Receipt
}

export interface SealedBlock {
  readonly height: number
  readonly time: number
  /** Entries in the log after this block. */
  readonly size: number
  readonly stateRoot: Uint8Array
  readonly transactions: readonly Recorded[]
  readonly timerEvents: readonly SaidEvent[]
}

export interface Snapshot {
  readonly view: View
  readonly height: number
  readonly time: number
  readonly size: number
  readonly stateRoot: Uint8Array
}

/** ICS-23 CommitmentProof (protobuf) of a key's value, or of its absence, under the last sealed state root. */
export interface StateProof {
  readonly key: string
  readonly value: Uint8Array | undefined
  readonly proof: Uint8Array
  readonly height: number
  /** Entries in the log with that block: the last of them is the seal that has the state root. */
  readonly size: number
  readonly stateRoot: Uint8Array
}

export interface LedgerStatus {
  /**
   * 'stopped' after a failed write: what was acknowledged is safe, nothing more is taken. 'stalled' while the validators
   * of a network come to no block, or this one hears of none: what is submitted waits, and all can be read.
   */
  readonly state: 'running' | 'stalled' | 'stopped'
  /** Why it is not running, in a sentence that says what to do. */
  readonly reason?: string
  readonly height: number
  readonly time: number
  readonly size: number
  readonly waiting: number
  readonly waitingMax: number
}

export interface LedgerMetrics {
  readonly blocks: number
  readonly transactions: number
  readonly refusals: number
  readonly blockMs: readonly number[]
  readonly fsyncMs: readonly number[]
  /** Log bytes by service since the start of the process. */
  readonly bytesByService: ReadonlyMap<string, number>
}

/** What several institutions that order transactions together say of the log. */
export interface Consensus {
  /** chain_id, genesis_time and validators of the network's genesis.json: what a verifier begins with. */
  readonly genesis: object
  /**
   * The blocks that lead from the genesis to a commit over a checkpoint (the text of its note), as few as will do.
   * Refused with T21-not-vouched when that is not, or no longer, to be had.
   */
  readonly vouch: (checkpointText: string) => Promise<Result<readonly LightBlock[]>>
}

/**
 * An old part of the log lies in a store that does not answer now. Thrown where such a part is asked for, and by nothing
 * else: transactions are taken and blocks recorded as ever.
 */
export class LogAwayError extends Error {
  readonly code = 'T24-log-away'
}

/** The log as everyone is shown it, and what others need to cosign it. */
export interface PublicLog {
  /** The newest checkpoint, or where others cosign, the newest that enough of them have. */
  readonly checkpoint: () => string
  /** The receipt under it where it reaches the entry already, else under the newest that the log alone has signed. */
  readonly proof: (index: number) => Promise<string>
  /** Undefined beyond the end of the log. */
  readonly root: (size: number) => Uint8Array | undefined
  /** RFC 6962 section 2.1.2. */
  readonly consistency: (oldSize: number, newSize: number) => Uint8Array[]
  /** Shows this note of the log from here on; undefined: always the newest checkpoint. Throws for one of another log. */
  readonly publish: (note: string | undefined) => void
}

export interface Ledger {
  readonly genesis: Genesis
  readonly rules: Rules
  /** The log's verifier key, as C2SP signed-note writes it. */
  readonly vkey: string
  /** Resolves when the transaction is durable in the log, or with the refusal. Never rejects for bad input. */
  readonly submit: (bytes: Uint8Array) => Promise<Result<Recorded>>
  /** Where a transaction stands in the log. */
  readonly find: (id: string) => Promise<number | undefined>
  /** This and what follows of the log rejects with a LogAwayError where a part of it cannot be fetched now. */
  readonly entry: (index: number) => Promise<Uint8Array | undefined>
  /** The receipt as a `.tlog-proof` file (C2SP) under the newest checkpoint, signed by the log alone. */
  readonly proof: (index: number) => Promise<string>
  readonly snapshot: () => Snapshot
  /** That a key has its value, or that it has none. Refused with T12-busy when many ask for what is not there. */
  readonly proveState: (key: string) => Promise<Result<StateProof>>
  /** The newest checkpoint, a note signed by the log alone. */
  readonly checkpoint: () => string
  readonly publicLog: PublicLog
  /** A file of the log by its C2SP path (`tile/0/000`, `tile/entries/000.p/7`); undefined when there is none. */
  readonly tile: (path: string) => Promise<Uint8Array | undefined>
  /** Calls the listener after each durable block, in order. Returns how to stop. */
  readonly follow: (listener: (block: SealedBlock) => void) => () => void
  /** Absent where one process orders alone. */
  readonly consensus?: Consensus | undefined
  readonly status: () => LedgerStatus
  readonly metrics: () => LedgerMetrics
  readonly close: () => Promise<void>
}
