/** The cities that are simulated: those that were measured, one that others published, and those of the tables. */
import { simulate } from './consensus.ts'
import { shareLeft, slowedCost, votesCost } from './costs.ts'
import { measuredCores, type Figures } from './figures.ts'
import { defaultSettings, measuredSettings, ownSettings, type CityUnderLoad, type Load } from './settings.ts'

const SEED = 5

/** As `npm run bench -- network` has it: all validators share two cores, and votes come in at the first. */
export const measuredCity = (figure: Figures, validators: number, load: Load): CityUnderLoad => ({
  validators,
  coresPerMachine: measuredCores,
  isOneMachine: true,
  roundTripMs: 0.1,
  megabitsPerSecond: 10_000,
  costs: slowedCost(votesCost(figure, validators), shareLeft(figure, validators)),
  settings: measuredSettings,
  entries: 1,
  load,
  seconds: 60,
  warmSeconds: 20,
  seed: SEED,
})

/**
 * CometBFT's own test of v0.38: 175 validators in one region, 400 transactions a second of 1,024 bytes at one of them.
 * What a message costs is what four validators cost CometBFT more than one here when each vote was a message of its
 * own: 395 µs, for three sent and two that came back.
 */
export const publishedCity: CityUnderLoad = {
  validators: 175,
  peers: 45,
  coresPerMachine: 4,
  isOneMachine: false,
  roundTripMs: 1,
  megabitsPerSecond: 2_000,
  costs: {
    bytes: 1_024,
    signatureMs: 0,
    admitMs: 0.01,
    followMs: 0.01,
    admitConsensusMs: 0.1 + 45 * 0.079,
    followConsensusMs: 0.1 + 45 * 0.079,
    judgeMs: 0.002,
    executeMs: 0.01,
    commitMs: 0.002,
    recheckMs: 0.003,
    fsyncMs: 0.37,
  },
  settings: defaultSettings,
  entries: 1,
  load: { votesPerSecond: 400 },
  seconds: 30,
  warmSeconds: 10,
  seed: SEED,
}

export interface Place {
  readonly validators: number
  readonly roundTripMs: number
  readonly cores: number
  /** In a city of so many. */
  readonly slowdown?: number
}

export interface Simulated {
  readonly votesPerSecond: number
  /** At half of that. */
  readonly p50Ms: number
  readonly p99Ms: number
  /** Of the proposals at saturation, those that came later than the others wait for one. */
  readonly latePercent: number
}

/** Validators in data centres of their own, each with a line of 1 Gbit/s; votes come in at up to four of them. */
export const placeCity = (
  figure: Figures,
  { validators, roundTripMs, cores, slowdown = 1 }: Place,
  load: Load,
): CityUnderLoad => ({
  validators,
  coresPerMachine: cores,
  isOneMachine: false,
  roundTripMs,
  megabitsPerSecond: 1_000,
  costs: votesCost(figure, validators, slowdown),
  settings: ownSettings,
  entries: Math.min(4, validators),
  load,
  seconds: validators > 20 ? 24 : 60,
  warmSeconds: 12,
  seed: SEED,
})

export const simulatePlace = (figure: Figures, place: Place): Simulated => {
  const { votesPerSecond, lateShare } = simulate(placeCity(figure, place, { clients: 20_000 }))
  const { p50Ms, p99Ms } = simulate(placeCity(figure, place, { votesPerSecond: votesPerSecond / 2 }))
  return {
    votesPerSecond: Math.round(votesPerSecond),
    p50Ms: Math.round(p50Ms),
    p99Ms: Math.round(p99Ms),
    latePercent: Math.round(100 * lateShare),
  }
}
