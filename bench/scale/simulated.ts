/**
 * What the simulation gave for all cities of the tables. It takes a minute or two, so it is kept in simulated.json
 * beside what it was computed from; a test runs the small cities again.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '@maru/engines/host.ts'
import { simulate } from './consensus.ts'
import { slowdownAt, type Figures } from './figures.ts'
import { steps } from './load.ts'
import { measuredCity, placeCity, publishedCity, simulatePlace, type Place, type Simulated } from './runs.ts'

export const validatorCounts = [4, 7, 20, 50] as const
export const roundTripsMs = [5, 50, 200] as const
export const coreCounts = [2, 8, 32] as const

/** Data centres of one country, and machines as they are rented. */
export const usual = { roundTripMs: 20, cores: 8 }

const places: readonly Place[] = [
  ...validatorCounts.flatMap((validators) =>
    roundTripsMs.map((roundTripMs) => ({ validators, roundTripMs, cores: usual.cores })),
  ),
  ...validatorCounts.flatMap((validators) =>
    coreCounts.map((cores) => ({ validators, roundTripMs: usual.roundTripMs, cores })),
  ),
  ...steps.map(({ residents }) => ({ validators: 4, ...usual, slowdown: slowdownAt(residents) })),
]

export interface AllSimulated {
  /** Of all that went in. */
  readonly inputs: string
  readonly places: { readonly [key: string]: Simulated }
  /** Beside what was measured here, by the number of validators, and beside what was published. */
  readonly measured: { readonly [validators: string]: Simulated }
  readonly published: { readonly votesPerSecond: number; readonly meanMs: number; readonly blockMs: number }
}

export const placeKey = ({ validators, roundTripMs, cores, slowdown = 1 }: Place): string =>
  `${validators} validators, ${roundTripMs} ms, ${cores} cores${slowdown === 1 ? '' : `, ${slowdown.toFixed(1)} times slower`}`

/** As many validators on one machine as there are figures for. */
export const measuredCounts = (figure: Figures): readonly number[] =>
  [1, 4, 7].filter((count) => figure(`durable votes, ${count} validators`, 0) > 0)

export const simulateAll = (figure: Figures, progress: (line: string) => void): AllSimulated => {
  const found: { [key: string]: Simulated } = {}
  for (const place of places) {
    const key = placeKey(place)
    if (found[key]) continue
    progress(key)
    found[key] = simulatePlace(figure, place)
  }
  progress('175 validators, as published')
  const { votesPerSecond, meanMs, blockMs } = simulate(publishedCity)
  return {
    inputs: inputsOf(figure),
    places: found,
    measured: Object.fromEntries(
      measuredCounts(figure).map((count) => [count, simulateMeasured(figure, count)]),
    ),
    published: { votesPerSecond: whole(votesPerSecond), meanMs: whole(meanMs), blockMs: whole(blockMs) },
  }
}

/** At saturation, and at half of what was measured. */
export const simulateMeasured = (figure: Figures, validators: number): Simulated => {
  const { votesPerSecond, lateShare } = simulate(measuredCity(figure, validators, { clients: 8_000 }))
  const half = { votesPerSecond: figure(`durable votes, ${validators} validators`) / 2 }
  const { p50Ms, p99Ms } = simulate(measuredCity(figure, validators, half))
  const latePercent = whole(100 * lateShare)
  return { votesPerSecond: whole(votesPerSecond), p50Ms: whole(p50Ms), p99Ms: whole(p99Ms), latePercent }
}

const whole = Math.round

/** Changes when a figure, a cost or a setting does. */
export const inputsOf = (figure: Figures): string => {
  const cities = [
    ...places.map((place) => placeCity(figure, place, { votesPerSecond: 0 })),
    ...measuredCounts(figure).map((count) => measuredCity(figure, count, { clients: 8_000 })),
    publishedCity,
  ]
  return Buffer.from(sha256(Buffer.from(JSON.stringify(cities)))).toString('hex')
}

const file = join(import.meta.dirname, 'simulated.json')

export const readSimulated = (): AllSimulated => JSON.parse(readFileSync(file, 'utf8'))

export const writeSimulated = (simulated: AllSimulated): void =>
  writeFileSync(file, `${JSON.stringify(simulated, undefined, 2)}\n`)
