// What the log takes, held against the log itself; and what is foretold of data whose days are known.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { letter, withTown } from '@maru/testing/server-city.ts'
import { withSample, type History } from './history.ts'
import { createLogCounter, type LogCount } from './log-count.ts'
import { storageOf, type Measured, type Storage } from './storage.ts'

const dayMs = 86_400_000

test('every byte of the log is counted for one service, also what comes later', () =>
  withTown(async (town) => {
    const { app, ledger } = town
    const ask = async (): Promise<Storage> => (await app.inject('/api/storage')).json()
    const counter = createLogCounter(ledger, [{ name: 'notes' }])
    for (const title of ['first', 'second']) {
      await app.inject({ method: 'POST', url: '/api/transactions', payload: letter(town, title) })
      const { entries, bytes } = await counter.count(10_000)
      let sum = 0
      for (let index = 0; index < ledger.status().size; index++) sum += (await ledger.entry(index))!.length
      assert.deepEqual([entries, bytes], [ledger.status().size, sum])
    }
    const { logIndex, counted, log, services, days, disk } = await ask()
    assert.deepEqual([logIndex, counted], [ledger.status().size, ledger.status().size])
    const entries = Object.fromEntries(services.map(({ service, entries }) => [service, entries]))
    assert.deepEqual(entries, { kernel: 4, notes: 2 })
    assert.equal(
      services.reduce((sum, { bytes7Days }) => sum + bytes7Days, 0),
      log.bytes,
    )
    assert.equal(days.at(-1)?.bytes, log.bytes)
    assert.equal(disk, undefined)
  }))

test('counting goes on from what was counted before, and begins anew where that is of a longer log', () =>
  withTown(async (town) => {
    const { app, ledger } = town
    await app.inject({ method: 'POST', url: '/api/transactions', payload: letter(town, 'first') })
    const notes = [{ name: 'notes' }]
    const first = await createLogCounter(ledger, notes).count(10_000)
    await app.inject({ method: 'POST', url: '/api/transactions', payload: letter(town, 'second') })
    const read: number[] = []
    const watched = {
      ...ledger,
      entry: async (index: number) => (read.push(index), ledger.entry(index)),
      tile: async () => undefined,
    }
    const whole = await createLogCounter(ledger, notes).count(10_000)
    assert.deepEqual(await createLogCounter(watched, notes, first).count(10_000), whole)
    assert.equal(read[0], first.entries)
    const longer = { ...whole, entries: whole.entries + 1 }
    assert.deepEqual(await createLogCounter(ledger, notes, longer).count(10_000), whole)
  }))

const amounts = (bytes: number) => new Map([['notes', { entries: bytes / 10, bytes }]])
/** 1,000 bytes before, and then 100 a day for the days 100 to 110; now is the end of the last. */
const steady: LogCount = {
  entries: 210,
  bytes: 2_100,
  time: 111 * dayMs,
  byService: amounts(2_100),
  byDay: new Map(Array.from({ length: 11 }, (_, index) => [100 + index, amounts(100)])),
}
const disk = {
  sizeBytes: 1_000_000,
  freeBytes: 42_000,
  parts: [{ part: 'log', bytes: 4_200 }],
  bundlesMoved: 0,
}
const unwatched: Measured = { disk, warning: 90, history: [] }

test('a log that grows steadily fills the disk when its growth says so', () => {
  const found = storageOf(210, steady, unwatched)
  const { days, services, forecast, parts } = found
  assert.deepEqual(days[0], { day: '1970-04-11', endsAt: 101 * dayMs, entries: 110, bytes: 1_100 })
  assert.equal(days.length, 11)
  const [{ bytes7Days, bytes30Days }] = services as [Storage['services'][number]]
  assert.deepEqual([bytes7Days, bytes30Days], [600, 1_100])
  // 100 bytes a day, and two on the disk for each: 42,000 free bytes are 210 days.
  assert.deepEqual(forecast, {
    bytesPerDay: 200,
    days: 10,
    basis: 'log',
    logBytesPerDay: 100,
    bytesPerLogByte: 2,
    fullAt: (111 + 210) * dayMs,
  })
  assert.deepEqual(parts, [{ part: 'log', bytes: 4_200 }], 'nobody has looked before')
  assert.equal(found.disk?.usedPercent, 95.8)
})

/** The log's part by 300 a day, the texts' by 100, from day 70 on; on day 105 bundles of 9,000 bytes were moved away. */
const watched: History = Array.from({ length: 41 }, (_, index) => ({
  day: 70 + index,
  bytesByPart: { log: 50_000 + 300 * index - (index >= 35 ? 9_000 : 0), content: 100 * index },
}))

test('what was measured day by day counts, and what was moved away does not make the pace slower than it is', () => {
  const { forecast, parts } = storageOf(210, steady, { disk, warning: 90, history: watched })
  // 29 of the 30 days grew by 400, the one of the move counts as none.
  assert.equal(forecast?.bytesPerDay, Math.round((29 * 400) / 30))
  assert.deepEqual([forecast?.basis, forecast?.days], ['data', 30])
  assert.deepEqual(parts, [{ part: 'log', bytes: 4_200, bytes7Days: 7 * 300 - 9_000, bytes30Days: 0 }])
})

test('samples are one a day, the last of it, and no more than two months of them', () => {
  let history: History = []
  for (let hour = 0; hour < 100 * 24; hour++) {
    const parts = [{ part: 'log', bytes: hour }]
    history = withSample(history, { ...disk, parts }, hour * 3_600_000)
  }
  assert.equal(history.length, 62)
  assert.deepEqual(history.at(-2), { day: 98, bytesByPart: { log: 99 * 24 - 1 } })
})

test('of a log that is young or stands still nothing is foretold', () => {
  const today: LogCount = { ...steady, time: 110.5 * dayMs, byDay: new Map([[110, amounts(100)]]) }
  assert.equal(storageOf(210, today, unwatched).forecast, undefined)
  const still: LogCount = { ...steady, byDay: new Map([[100, amounts(100)]]) }
  assert.equal(storageOf(210, still, unwatched).forecast?.fullAt, null)
  assert.equal(storageOf(210, steady, undefined).forecast, undefined)
})
