// What the log takes, held against the log itself; and what is foretold of a log whose days are known.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { letter, withTown } from '@maru/testing/server-city.ts'
import { createLogCounter, type LogCount } from './log-count.ts'
import { storageOf, type Storage } from './storage.ts'

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

const amounts = (bytes: number) => new Map([['notes', { entries: bytes / 10, bytes }]])
/** 1,000 bytes before, and then 100 a day for the days 100 to 110; now is the end of the last. */
const steady: LogCount = {
  entries: 210,
  bytes: 2_100,
  time: 111 * dayMs,
  byService: amounts(2_100),
  byDay: new Map(Array.from({ length: 11 }, (_, index) => [100 + index, amounts(100)])),
}
const disk = { sizeBytes: 1_000_000, freeBytes: 42_000, parts: [{ part: 'log', bytes: 4_200 }] }

test('a log that grows steadily fills the disk when its growth says so', () => {
  const { days, services, forecast } = storageOf(210, steady, disk)
  assert.deepEqual(days[0], { day: '1970-04-11', endsAt: 101 * dayMs, entries: 110, bytes: 1_100 })
  assert.equal(days.length, 11)
  const [{ bytes7Days, bytes30Days }] = services as [Storage['services'][number]]
  assert.deepEqual([bytes7Days, bytes30Days], [600, 1_100])
  // 100 bytes a day, and two on the disk for each: 42,000 free bytes are 210 days.
  assert.deepEqual(forecast, {
    logBytesPerDay: 100,
    days: 10,
    bytesPerLogByte: 2,
    fullAt: (111 + 210) * dayMs,
  })
})

test('of a log that is young or stands still nothing is foretold', () => {
  const today: LogCount = { ...steady, time: 110.5 * dayMs, byDay: new Map([[110, amounts(100)]]) }
  assert.equal(storageOf(210, today, disk).forecast, undefined)
  const still: LogCount = { ...steady, byDay: new Map([[100, amounts(100)]]) }
  assert.equal(storageOf(210, still, disk).forecast?.fullAt, null)
  assert.equal(storageOf(210, steady, undefined).forecast, undefined)
})
