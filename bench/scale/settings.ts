import { blockTransactionsMax } from '@maru/engines/cometbft/proposal.ts'

/** What a simulated city is made of. Times are in milliseconds. */
export interface CityUnderLoad {
  readonly validators: number
  /** How many others each is connected with; all of them where nothing is said. */
  readonly peers?: number
  readonly coresPerMachine: number
  /** All validators share the cores of one machine, as they do when they are measured. */
  readonly isOneMachine: boolean
  readonly roundTripMs: number
  readonly megabitsPerSecond: number
  readonly costs: VoteCosts
  readonly settings: ConsensusSettings
  /** So many validators take in votes. */
  readonly entries: number
  readonly load: Load
  readonly seconds: number
  /** What comes in before is answered, but not counted. */
  readonly warmSeconds: number
  readonly seed: number
}

/** Either people who each cast the next vote when the last is answered, or votes at an even pace. */
export type Load = { readonly clients: number } | { readonly votesPerSecond: number }

/** Processor time of one vote at one validator, and its bytes. */
export interface VoteCosts {
  readonly bytes: number
  readonly signatureMs: number
  /** JavaScript's thread, where the vote comes in; and where another validator sends it. */
  readonly admitMs: number
  readonly followMs: number
  /** CometBFT, likewise. */
  readonly admitConsensusMs: number
  readonly followConsensusMs: number
  readonly judgeMs: number
  readonly executeMs: number
  /** What is left to do when it is decided. */
  readonly commitMs: number
  readonly recheckMs: number
  /** Of the disk, not of a vote. */
  readonly fsyncMs: number
}

export interface ConsensusSettings {
  readonly blockVotesMax: number
  readonly blockBytesMax: number
  readonly commitTimeoutMs: number
  readonly proposeTimeoutMs: number
  /** Between two looks at what a peer lacks: peer_gossip_sleep_duration. */
  readonly gossipSleepMs: number
  readonly flushMs: number
  readonly bytesPerSecondToPeer: number
  /** What CometBFT spends on a vote of a validator, or on a part of a block. */
  readonly messageMs: number
  /** The journal, and CometBFT's stores. */
  readonly commitFsyncs: number
}

export interface Outcome {
  readonly votesPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly meanMs: number
  readonly blockMs: number
  /** Proposals that came later than the others wait for one, of all. */
  readonly lateShare: number
}

/** CometBFT v0.38's own values. */
const defaults = {
  proposeTimeoutMs: 3_000,
  gossipSleepMs: 100,
  flushMs: 100,
  bytesPerSecondToPeer: 5_120_000,
  messageMs: 0.2,
  commitFsyncs: 4,
}

/** As engines/cometbft/network/home.ts writes them. */
export const ownSettings: ConsensusSettings = {
  ...defaults,
  blockVotesMax: blockTransactionsMax,
  blockBytesMax: 4 * 1024 * 1024,
  commitTimeoutMs: 200,
  gossipSleepMs: 50,
  flushMs: 10,
}

/** As they were when the network's figures in baselines.json were measured. */
export const measuredSettings: ConsensusSettings = { ...ownSettings, ...defaults }

/** As CometBFT's own tests of 200 nodes had them. */
export const defaultSettings: ConsensusSettings = {
  ...defaults,
  blockVotesMax: Number.MAX_SAFE_INTEGER,
  blockBytesMax: 21 * 1024 * 1024,
  commitTimeoutMs: 1_000,
}
