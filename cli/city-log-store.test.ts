// A city that moves old bundles by itself, and says what it did or why it could not.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { playTown } from '@maru/engines/storage/away/made-up-store.ts'
import { moveByItself } from './city-log-store.ts'
import { measureDisk } from './disk.ts'

test('what has become old moves by itself; what hinders it is said once, and nothing is lost', async () => {
  const home = await mkdtemp(join(tmpdir(), 'maru-by-itself-'))
  const folder = join(home, 'town')
  await playTown(folder, 45)
  const lines: string[] = []
  const say = (line: string): void => void lines.push(line)
  const until = async (isDone: () => boolean): Promise<void> => {
    while (!isDone()) await wait(5)
  }
  const settings = { to: 's3://bucket', keepDays: 1 }
  await writeFile(join(folder, 'log-store.json'), JSON.stringify(settings))
  const moves = moveByItself(folder, {}, say, { firstMs: 1, everyMs: 10 }, { newestKept: 1 })
  await until(() => lines.length > 0)
  await wait(50)
  await writeFile(join(folder, 'log-store.json'), JSON.stringify({ ...settings, to: join(home, 'store') }))
  await until(() => lines.length > 1)
  await moves.close()
  assert.match(lines[0]!, /could not be moved: the store needs AWS_ACCESS_KEY_ID .*They stay here/)
  assert.match(lines[1]!, /^1 of the log's old bundles, \d+ bytes, went to /)
  assert.equal(lines.length, 2)
  assert.ok(existsSync(join(home, 'store/tile/entries/001')))
  assert.ok(!existsSync(join(folder, 'log/tile/entries/001')))
  assert.equal((await measureDisk(folder)).bundlesMoved, 1)
  await rm(home, { recursive: true })
})
