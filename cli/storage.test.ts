// The operator's check of the disk, as a person or cron calls it.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Storage } from '@maru/server/storage/storage.ts'
import { cityNamed } from './cities.ts'
import { openCityLedger } from './city-ledger.ts'
import { openCityStorage } from './city-storage.ts'
import { storageCommand } from './commands/storage.ts'
import type { Terminal } from './terminal.ts'

const call = async (...args: string[]) => {
  const lines: string[] = []
  const answers: object[] = []
  const terminal: Terminal = {
    json: true,
    environment: {},
    line: (text) => void lines.push(text),
    progress: () => ({ update: () => undefined, end: () => undefined }),
    answer: (value) => void answers.push(value),
  }
  const code = await storageCommand.run(args, terminal)
  return { code, text: lines.join('\n'), answer: answers[0] as Storage & { readonly ok: boolean } }
}

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maru-storage-'))
  const ledger = await openCityLedger(folder, cityNamed('dev')!, {})
  const storage = openCityStorage(folder, ledger)
  await storage.close()
  await ledger.close()
})
after(() => rm(folder, { recursive: true, force: true }))

test('a folder says what its parts and services take, whether or not it runs', async () => {
  const { code, text, answer } = await call('--data', folder)
  const { ok, parts, services, log, disk } = answer
  assert.deepEqual([code, ok], [0, true])
  assert.ok(disk && disk.usedPercent > 0 && disk.sizeBytes > disk.freeBytes)
  assert.deepEqual(parts!.map(({ part }) => part).sort(), ['journal', 'log', 'state'])
  assert.deepEqual(services, [
    { service: 'kernel', entries: 2, bytes: log.bytes, bytes7Days: log.bytes, bytes30Days: log.bytes },
  ])
  assert.match(text, /^disk +[\d.]+% full[\s\S]+seals and genesis/)
})

test('growth of the parts is told once the node has watched for so long', async () => {
  const day = Math.floor(Date.now() / 86_400_000)
  const known = { warning: 0, history: [{ day: day - 8, bytesByPart: { log: 5 } }], count: nothing }
  await writeFile(join(folder, 'storage.json'), JSON.stringify(known))
  const { answer } = await call('--data', folder)
  const { bytes, bytes7Days, bytes30Days } = answer.parts!.find(({ part }) => part === 'log')!
  assert.deepEqual([bytes7Days, bytes30Days], [bytes - 5, undefined])
})

const nothing = { entries: 0, bytes: 0, time: 0, byService: {}, byDay: [] }

test('cron hears of a disk that is too full by the exit code, and of a wrong call by another', async () => {
  assert.equal((await call('--fail-at', '0.1', '--data', folder)).code, 1)
  assert.equal((await call('--fail-at', '100', '--data', folder)).code, 0)
  await assert.rejects(call('--fail-at', 'much', '--data', folder), { code: 'C1-usage' })
  await assert.rejects(call('--data', join(folder, 'journal')), { code: 'C1-usage' })
  await assert.rejects(call('http://127.0.0.1:1'), /nothing answers/)
})

test('moving says what it moved, remembers where to, and tells what is wrong with a call', async () => {
  const place = join(folder, 'elsewhere')
  await assert.rejects(call('move', '--data', folder), /where to\?/)
  await assert.rejects(call('fetch', '--data', folder), /nothing of .* was moved/)
  await assert.rejects(call('move', '--to', place), { code: 'C1-usage' })
  await assert.rejects(call('move', '--data', folder, '--to', place, '--keep-days', '0'), /whole number/)
  await assert.rejects(call('move', '--data', folder, '--to', 's3://bucket'), /AWS_ACCESS_KEY_ID/)
  const moved = await call('move', '--data', folder, '--to', place, '--automatic')
  assert.deepEqual(moved.answer, { ok: true, to: place, keepDays: 30, automatic: true, bundles: 0, bytes: 0 })
  assert.deepEqual(JSON.parse(await readFile(join(folder, 'log-store.json'), 'utf8')), {
    to: place,
    keepDays: 30,
  })
  const again = await call('move', '--data', folder)
  assert.equal((again.answer as { readonly to?: string }).to, place)
  assert.equal((await call('fetch', '--data', folder)).code, 0)
  await assert.rejects(readFile(join(folder, 'log-store.json')), { code: 'ENOENT' })
})
