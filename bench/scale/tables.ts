/** The tables of docs/scale.md: what residents ask, what was measured and simulated, and how far that reaches. */
import { bytes, duration, rounded, seconds, table, type Tables } from './document.ts'
import { slowdownAt, type Figures } from './figures.ts'
import { busyShareMax, country, demandOf, steps, voteDay } from './load.ts'
import type { Simulated } from './runs.ts'
import {
  coreCounts,
  measuredCounts,
  placeKey,
  roundTripsMs,
  usual,
  validatorCounts,
  type AllSimulated,
} from './simulated.ts'

export const computeTables = (figure: Figures, simulated: AllSimulated): Tables => ({
  figures: figuresTable(figure),
  demand: demandTable(),
  'round-trips': roundTripsTable(simulated),
  cores: coresTable(simulated),
  reach: reachTable(figure, simulated),
  storage: storageTable(figure),
  reading: readingTable(figure),
  country: countryTable(figure),
  checked: checkedTable(figure, simulated),
})

const used = [
  ['durable votes, 1000 clients, no HTTP', 'votes on one machine alone'],
  ['durable votes, 1000 clients, HTTP', 'the same over HTTP, clients on the same cores'],
  ['durable votes, 1 validators', 'votes under CometBFT, one validator'],
  ['durable votes, 4 validators', 'four validators, all on those two cores'],
  ['processor per vote, our process, 4 validators', 'processor per vote in our process'],
  ['processor per vote, its CometBFT, 4 validators', 'processor per vote in its CometBFT'],
  ['signature checks, all cores', 'signature checks'],
  ['fsync of 64 KB', 'forced writes'],
  ['disk per vote, all included', 'disk per vote'],
  ['disk per vote: log', 'of it the log'],
  ['recount', 'recount'],
  ['answers, 50 readers without pause, PGlite', 'lists and searches from PGlite'],
  ['answers, 50 readers without pause, PostgreSQL', 'lists and searches from PostgreSQL'],
  ['list p50, one reader, PostgreSQL', 'a list from PostgreSQL, one reader'],
  ['own memory, 1,000,000 residents', 'own memory at a million residents'],
] as const

const figuresTable = (figure: Figures): string =>
  table(
    ['figure', 'measured'],
    used.map(([name, words]) => {
      const unit = name.startsWith('own memory')
        ? 'MiB'
        : name.startsWith('processor')
          ? 'µs'
          : name.startsWith('disk')
            ? 'bytes'
            : name.startsWith('list')
              ? 'ms'
              : 'a second'
      return [words, `${figure(name).toLocaleString('en')} ${unit}`]
    }),
  )

const demandTable = (): string =>
  table(
    [
      '',
      'residents',
      'acts in a busy year',
      'votes in the busiest hour',
      'votes/s, busiest minute',
      'answers/s then',
    ],
    steps.map(({ name, residents }) => {
      const { actsPerYear, votesPerHour, votesPerSecond, readsPerSecond } = demandOf(residents)
      return [
        name,
        residents.toLocaleString('en'),
        ...[actsPerYear, votesPerHour, votesPerSecond, readsPerSecond].map(rounded),
      ]
    }),
  )

const roundTripsTable = ({ places }: AllSimulated): string =>
  table(
    ['validators', ...roundTripsMs.map((ms) => `${ms} ms apart`)],
    validatorCounts.map((validators) => [
      String(validators),
      ...roundTripsMs.map((roundTripMs) => {
        const own = at(places, { validators, roundTripMs, cores: usual.cores })
        return `${rateOf(own)}; ${seconds(own.p50Ms)}, ${seconds(own.p99Ms)}`
      }),
    ]),
  )

const coresTable = ({ places }: AllSimulated): string =>
  table(
    ['validators', ...coreCounts.map((cores) => `${cores} cores each`)],
    validatorCounts.map((validators) => [
      String(validators),
      ...coreCounts.map((cores) => rateOf(at(places, { validators, ...usual, cores }))),
    ]),
  )

/** Where many proposals are late, CometBFT would begin further rounds, and the rate is too good. */
const rateOf = ({ votesPerSecond, latePercent }: Simulated): string =>
  `${latePercent > 10 ? 'below ' : ''}${rounded(votesPerSecond)} votes/s`

const at = (places: AllSimulated['places'], place: Parameters<typeof placeKey>[0]): Simulated => {
  const found = places[placeKey(place)]
  if (found) return found
  throw new Error(`nothing is simulated for ${placeKey(place)}: run npm run scale`)
}

export interface Reach {
  readonly name: string
  readonly needed: number
  readonly solo: number
  readonly four: number
}

/** Votes a second that are needed in the busiest minute, and that can be recorded. */
export const reachOf = (figure: Figures, { places }: AllSimulated): Reach[] =>
  steps.map(({ name, residents }) => {
    const slowdown = slowdownAt(residents)
    return {
      name,
      needed: demandOf(residents).votesPerSecond,
      solo: figure('durable votes, 1000 clients, HTTP') / slowdown,
      four: at(places, { validators: 4, ...usual, slowdown }).votesPerSecond,
    }
  })

const reachTable = (figure: Figures, simulated: AllSimulated): string =>
  table(
    [
      '',
      'needed, busiest minute',
      'one machine (measured, slowed)',
      'four validators (simulated)',
      'of it needed',
    ],
    reachOf(figure, simulated).map(({ name, needed, solo, four }) => [
      name,
      `${rounded(needed)}/s`,
      `${rounded(solo)}/s`,
      `${rounded(four)}/s`,
      `${rounded((100 * needed) / four)}%`,
    ]),
  )

const storageTable = (figure: Figures): string =>
  table(
    ['', 'disk a year', 'log a year', 'the log after ten years', 'recount of ten years', 'own memory'],
    steps.map(({ name, residents }) => {
      const { actsPerYear } = demandOf(residents)
      const logBytes = actsPerYear * figure('disk per vote: log')
      return [
        name,
        bytes(actsPerYear * figure('disk per vote, all included')),
        bytes(logBytes),
        bytes(10 * logBytes),
        duration((10 * actsPerYear) / figure('recount')),
        bytes(memoryAt(figure, residents)),
      ]
    }),
  )

/** Measured at a million residents; a small city's process has what Node and its caches take. */
const memoryAt = (figure: Figures, residents: number): number => {
  const mebibyte = 2 ** 20
  const perResident = ((figure('own memory, 1,000,000 residents') - startMiB) * mebibyte) / 1_000_000
  return startMiB * mebibyte + residents * perResident
}
const startMiB = 200

const readingTable = (figure: Figures): string =>
  table(
    [
      '',
      'answers/s',
      'servers with PGlite',
      'servers with PostgreSQL',
      'database cores',
      'the app’s files, Mbit/s',
    ],
    steps.map(({ name, residents }) => {
      const { readsPerSecond, votesPerHour } = demandOf(residents)
      const count = (perSecond: number): string =>
        String(Math.ceil(readsPerSecond / (busyShareMax * perSecond)))
      const databaseCores =
        (readsPerSecond * figure('list p50, one reader, PostgreSQL')) / 1_000 / busyShareMax
      const visitors = votesPerHour * voteDay.peakMinute * (1 + voteDay.onlookers)
      return [
        name,
        rounded(readsPerSecond),
        count(figure('answers, 50 readers without pause, PGlite')),
        count(figure('answers, 50 readers without pause, PostgreSQL')),
        String(Math.ceil(databaseCores)),
        rounded((visitors * 8 * APP_BYTES) / 3_600 / 1_000_000),
      ]
    }),
  )

/** Script, styles and the first answers of a first visit, compressed (README, Figures). */
const APP_BYTES = 160_000

const countryTable = (figure: Figures): string => {
  const { cities, residentsEach } = country
  const each = demandOf(residentsEach)
  const logBytes = each.actsPerYear * figure('disk per vote: log')
  const memoryBytes = memoryAt(figure, residentsEach)
  return table(
    ['', 'each city', 'all of them'],
    [
      ['residents', residentsEach, cities * residentsEach].map((value) => value.toLocaleString('en')),
      [
        'votes/s in the busiest minute, all on one day',
        rounded(each.votesPerSecond),
        rounded(cities * each.votesPerSecond),
      ],
      ['log a year', bytes(logBytes), bytes(cities * logBytes)],
      ['own memory of a process', bytes(memoryBytes), bytes(cities * memoryBytes)],
      [
        'a witness: checkpoints a second that its disk takes, one city every 10 s',
        '0.1',
        `${rounded(cities / 10)} of ${rounded(figure('fsync of 64 KB'))}`,
      ],
      [
        'the same, each city one a second on a vote day',
        '1',
        `${rounded(cities)} of ${rounded(figure('fsync of 64 KB'))}`,
      ],
    ],
  )
}

const checkedTable = (figure: Figures, { measured, published }: AllSimulated): string =>
  table(
    ['', 'votes/s', 'p50 at half', 'p99 at half'],
    [
      ...measuredCounts(figure).flatMap((count) => {
        const own = measured[count]!
        const name = `${count} validators`
        return [
          [
            `${count} on two cores, measured`,
            rounded(figure(`durable votes, ${name}`)),
            seconds(figure(`latency p50 at half of it, ${name}`)),
            seconds(figure(`latency p99 at half of it, ${name}`)),
          ],
          ['simulated', rounded(own.votesPerSecond), seconds(own.p50Ms), seconds(own.p99Ms)],
        ]
      }),
      [
        '175, 400 transactions/s of 1 KB, published',
        '400',
        `mean ${seconds(publishedFigures.meanMs)}`,
        `a block every ${seconds(publishedFigures.blockMs)}`,
      ],
      [
        'simulated',
        rounded(published.votesPerSecond),
        `mean ${seconds(published.meanMs)}`,
        `a block every ${seconds(published.blockMs)}`,
      ],
    ],
  )

/** CometBFT's docs/references/qa/CometBFT-QA-38.md: experiment de676ecf, and about 20 blocks a minute. */
export const publishedFigures = { meanMs: 3_499, blockMs: 3_000 }
