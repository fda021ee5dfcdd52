/** What one vote costs at a validator, from what was measured with 1 and with 4 of them on one machine. */
import { type Figures, measuredCores } from './figures.ts'
import type { VoteCosts } from './settings.ts'

/** Executing a vote, of our process's time: half of what a profile gave when each was executed twice (bench/README.md). */
const EXECUTE_MS = 0.13
const COMMIT_MS = 0.02

/** What CometBFT spends on a vote of its own validator grows with the peers it is sent to and comes back from. */
const consensusMs = (figure: Figures, validators: number): number => {
  const alone = figure('processor per vote, its CometBFT, 1 validators')
  const four = figure('processor per vote, its CometBFT, 4 validators')
  return (alone + (Math.max(0, four - alone) / 3) * (validators - 1)) / 1_000
}

const ownMs = (figure: Figures): number => figure('processor per vote, our process, 4 validators') / 1_000

/** In our process, where a vote did not come in: there is no client to answer. */
const ownFollowMs = (figure: Figures): number =>
  figure(
    'processor per vote, our process without clients, 4 validators',
    restShare(figure) * 1_000 * ownMs(figure),
  ) / 1_000

/**
 * What a vote costs where it did not come in, of what it costs where it did, when it was not measured: the rest of the
 * machine's time when four validators share it, were it busy all the time.
 */
const restShare = (figure: Figures): number => {
  const entryMs = ownMs(figure) + consensusMs(figure, 4)
  const allMs = (1_000 * measuredCores) / figure('durable votes, 4 validators')
  return Math.min(1, Math.max(0.2, (allMs - entryMs) / 3 / entryMs))
}

/** Slowdown: in a large city executing takes so many times as long. */
export const votesCost = (figure: Figures, validators: number, slowdown = 1): VoteCosts => {
  const signatureMs = (1_000 * measuredCores) / figure('signature checks, all cores')
  const own = ownMs(figure)
  // The slowdown was measured without consensus.
  const aloneMs = (1_000 * measuredCores) / figure('durable votes, 1000 clients, no HTTP')
  const slowerMs = (slowdown - 1) * aloneMs
  const blockMs = EXECUTE_MS + COMMIT_MS
  return {
    bytes: figure('disk per vote: log'),
    signatureMs,
    admitMs: Math.max(0.01, own - signatureMs - blockMs),
    followMs: Math.max(0.01, ownFollowMs(figure) - signatureMs - blockMs),
    admitConsensusMs: consensusMs(figure, validators),
    followConsensusMs: restShare(figure) * consensusMs(figure, validators),
    judgeMs: 0.003,
    executeMs: EXECUTE_MS + slowerMs,
    commitMs: COMMIT_MS,
    recheckMs: 0.003,
    fsyncMs: 1_000 / figure('fsync of 64 KB'),
  }
}

/**
 * The share of the machine's cores that other work left to a measured run: at saturation all that is left is busy, so
 * the rate and what a vote costs on all validators together say how much that was.
 */
export const shareLeft = (figure: Figures, validators: number): number => {
  const own = figure(`processor per vote, our process, ${validators} validators`) / 1_000
  const consensus = figure(`processor per vote, its CometBFT, ${validators} validators`) / 1_000
  const others = (validators - 1) * (ownFollowMs(figure) + restShare(figure) * consensus)
  const busyCores = (figure(`durable votes, ${validators} validators`) * (own + consensus + others)) / 1_000
  return Math.min(1, Math.round((100 * busyCores) / measuredCores) / 100)
}

/** As it costs where only so much of the processor is left. */
export const slowedCost = (costs: VoteCosts, share: number): VoteCosts => {
  const slowed = Object.entries(costs).map(([name, value]: [string, number]) => [name, value / share])
  return {
    ...(Object.fromEntries(slowed) as unknown as VoteCosts),
    bytes: costs.bytes,
    fsyncMs: costs.fsyncMs,
  }
}
