import assert from 'node:assert/strict'
import { test } from 'node:test'
import { letter, withTown } from '@maru/testing/server-city.ts'
import { textToKept } from './kept.ts'
import type { Storage } from './storage.ts'
import { createStorageWatch, type StorageWatchOptions } from './watch.ts'
import { warningOf } from './warning.ts'

test('a threshold is crossed once in each direction, though the disk swings around it', () => {
  const course = [69.9, 70, 69.5, 70.2, 95, 89.1, 88.9, 68.9, 10]
  let before: ReturnType<typeof warningOf> = 0
  const found = course.map((usedPercent) => (before = warningOf(usedPercent, before)))
  assert.deepEqual(found, [0, 70, 70, 70, 90, 90, 80, 0, 0])
})

/** Each watch looks when it is opened: what it says and keeps is there when it is closed. */
const look = async (options: StorageWatchOptions): Promise<void> => {
  const watch = createStorageWatch(options)
  await watch.read()
  await watch.close()
}

test('the operator reads a line for each crossing, and a new start does not say it again', () =>
  withTown(async ({ ledger }) => {
    const lines: string[] = []
    let text: string | undefined
    let freeBytes = 40
    const options: StorageWatchOptions = {
      ledger,
      services: [],
      disk: async () => ({ sizeBytes: 100, freeBytes, parts: [{ part: 'log', bytes: 10 }], bundlesMoved: 0 }),
      keeper: { read: async () => text, write: async (written) => void (text = written) },
      log: (line) => void lines.push(line),
    }
    for (const free of [40, 29, 28, 15, 15, 5, 25, 60]) {
      freeBytes = free
      await look(options)
    }
    assert.deepEqual(
      lines.map((line) => line.split(',')[0]),
      [
        'storage warning 70: the disk is 71% full',
        'storage warning 80: the disk is 85% full',
        'storage warning 90: the disk is 95% full',
        'storage: the disk is 75% full',
        'storage: the disk is 40% full',
      ],
    )
    assert.equal(textToKept(text)?.count.entries, ledger.status().size)
    text = '{"warning":70'
    await look(options)
    assert.equal(textToKept(text)?.warning, 0, 'a file that cannot be read is begun anew')
  }))

test('a disk that cannot be measured leaves the log counted', () =>
  withTown(async ({ ledger }) => {
    const watch = createStorageWatch({
      ledger,
      services: [],
      disk: () => Promise.reject(new Error('gone')),
      keeper: {
        read: () => Promise.reject(new Error('gone')),
        write: () => Promise.reject(new Error('gone')),
      },
    })
    const { counted, disk } = await watch.read()
    assert.deepEqual([counted, disk], [ledger.status().size, undefined])
    await watch.close()
  }))

test('the same numbers stand in the metrics', () =>
  withTown(async (town) => {
    const storage = createStorageWatch({
      ledger: town.ledger,
      services: [{ name: 'notes' }],
      disk: async () => ({
        sizeBytes: 1_000,
        freeBytes: 150,
        parts: [{ part: 'journal', bytes: 7 }],
        bundlesMoved: 3,
      }),
    })
    await withTown(
      async ({ app }) => {
        await town.app.inject({ method: 'POST', url: '/api/transactions', payload: letter(town, 'first') })
        const { services } = (await app.inject('/api/storage')).json<Storage>()
        const { payload } = await app.inject('/metrics')
        const valueOf = (name: string): string | undefined =>
          payload
            .split('\n')
            .find((line) => line.startsWith(`${name} `))
            ?.split(' ')[1]
        assert.equal(valueOf('maru_disk_bytes'), '1000')
        assert.equal(valueOf('maru_disk_free_bytes'), '150')
        assert.equal(valueOf('maru_disk_warning'), '80')
        assert.equal(valueOf('maru_log_bundles_moved'), '3')
        assert.equal(valueOf('maru_storage_part_bytes{part="journal"}'), '7')
        assert.equal(
          valueOf('maru_storage_service_growth_bytes{service="notes",days="7"}'),
          String(services.find(({ service }) => service === 'notes')?.bytes7Days),
        )
        assert.equal(valueOf('maru_disk_full_in_days'), undefined, 'nobody knows yet')
      },
      { storage },
    )
    await storage.close()
  }))
