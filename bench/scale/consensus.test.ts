// The simulation against what was measured and what CometBFT's authors published, and against itself.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { simulate } from './consensus.ts'
import { readFigures, slowdownAt } from './figures.ts'
import { placeCity } from './runs.ts'
import { defaultSettings, ownSettings } from './settings.ts'
import { measuredCounts, readSimulated, simulateMeasured } from './simulated.ts'
import { createSimulation } from './simulation.ts'
import { publishedFigures } from './tables.ts'

const figure = readFigures()
const near = (value: number, expected: number, tolerance: number, what: string): void =>
  assert.ok(
    value > expected / (1 + tolerance) && value < expected * (1 + tolerance),
    `${what}: ${value} is not within ${100 * tolerance}% of ${expected}`,
  )

for (const validators of measuredCounts(figure))
  test(`${validators} validators on shared cores: the rate within 40%, latencies within twice what was measured`, () => {
    const { votesPerSecond, p50Ms, p99Ms } = simulateMeasured(figure, validators)
    const name = `${validators} validators`
    near(votesPerSecond, figure(`durable votes, ${name}`), 0.4, 'votes/s')
    near(p50Ms, figure(`latency p50 at half of it, ${name}`), 1, 'p50')
    near(p99Ms, figure(`latency p99 at half of it, ${name}`), 1, 'p99')
  })

test('175 validators take what CometBFT’s own test of them took, latency and blocks within twice of it', () => {
  const { votesPerSecond, meanMs, blockMs } = readSimulated().published
  near(votesPerSecond, 400, 0.1, 'transactions/s')
  near(meanMs, publishedFigures.meanMs, 1, 'mean latency')
  near(blockMs, publishedFigures.blockMs, 1, 'time between blocks')
})

const place = { validators: 4, roundTripMs: 20, cores: 8 }
const brief = { seconds: 12, warmSeconds: 3 }

test('the same seed gives the same run, another seed another one', () => {
  const city = { ...placeCity(figure, place, { votesPerSecond: 200 }), ...brief }
  assert.deepEqual(simulate(city), simulate(city))
  assert.notDeepEqual(simulate(city), simulate({ ...city, seed: city.seed + 1 }))
})

test('below saturation every vote is recorded, and none sooner than its way takes', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(1, 4, 7),
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 20, max: 400 }),
      fc.integer(),
      (validators, roundTripMs, votesPerSecond, seed) => {
        const city = placeCity(figure, { ...place, validators, roundTripMs }, { votesPerSecond })
        const outcome = simulate({ ...city, ...brief, seed })
        near(outcome.votesPerSecond, votesPerSecond, 0.25, 'votes/s')
        // The proposal, prevotes and precommits are half a round trip each.
        if (validators > 1) assert.ok(outcome.p50Ms > 1.5 * 0.95 * roundTripMs)
        assert.equal(outcome.lateShare, 0)
      },
    ),
    { numRuns: 12 },
  ))

test('distance, a narrow line and dearer votes are never free', () => {
  const city = { ...placeCity(figure, place, { votesPerSecond: 200 }), ...brief }
  const usual = simulate(city)
  assert.ok(simulate({ ...city, roundTripMs: 300 }).p50Ms > usual.p50Ms + 300)
  assert.ok(simulate({ ...city, megabitsPerSecond: 2 }).p50Ms > usual.p50Ms)
  assert.ok(simulate({ ...city, settings: { ...city.settings, commitTimeoutMs: 1_000 } }).p50Ms > usual.p50Ms)
  const full = { ...city, load: { clients: 20_000 } }
  const dear = { ...city.costs, executeMs: 10 * city.costs.executeMs }
  assert.ok(simulate({ ...full, costs: dear }).votesPerSecond < simulate(full).votesPerSecond / 2)
})

test('proposals that come later than the others wait are counted', () => {
  const city = { ...placeCity(figure, place, { clients: 20_000 }), megabitsPerSecond: 0.3 }
  assert.ok(simulate({ ...city, seconds: 60, warmSeconds: 0, settings: defaultSettings }).lateShare > 0.3)
})

test('what is due happens in the order of its time, and of asking where that is the same', () =>
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (delays) => {
      const simulation = createSimulation(1)
      const happened: (readonly [number, number])[] = []
      delays.forEach((delay, order) => simulation.after(delay, () => happened.push([delay, order])))
      simulation.runUntil(20)
      const sorted = delays.map((delay, order) => [delay, order] as const)
      assert.deepEqual(
        happened,
        sorted.sort(([one, first], [other, second]) => one - other || first - second),
      )
    }),
  ))

test('a city is slowed as measured, and beyond by the last step again', () => {
  const slowdowns = [1_000, 10_000, 100_000, 1_000_000, 10_000_000].map(slowdownAt)
  assert.deepEqual(
    slowdowns.map((value) => Math.round(10 * value) / 10),
    [1, 1, 1, 2.1, 3.2],
  )
})

test('the network’s configuration is the one that is simulated, CometBFT’s own where it says nothing', () => {
  const text = readFileSync(join(import.meta.dirname, '../../engines/cometbft/network/home.ts'), 'utf8')
  for (const [setting, own] of [
    ['timeout_commit', 'commitTimeoutMs'],
    ['timeout_propose', 'proposeTimeoutMs'],
    ['peer_gossip_sleep_duration', 'gossipSleepMs'],
    ['flush_throttle_timeout', 'flushMs'],
  ] as const) {
    const [, written] = new RegExp(`^${setting} = "(\\d+)ms"`, 'm').exec(text) ?? []
    assert.equal(ownSettings[own], Number(written ?? defaultSettings[own]), setting)
  }
})
