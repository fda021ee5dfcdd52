// A process that is killed at any moment only delays the rows: the next one goes on, and they are those of the log.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { givenDatabase } from '@maru/testing/given-database.ts'
import { openListedCity } from '@maru/testing/listed-city.ts'
import { rowsOf } from '@maru/testing/read-model-rows.ts'

const child = join(import.meta.dirname, '../../testing/read-model-kill-child.ts')
const rounds = 4

test('killed again and again, the rows come out as those of one built at once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-read-model-kill-'))
  const database = (await givenDatabase()) ?? 'pglite'
  try {
    for (let round = 0; round < rounds; round++) {
      const running = spawn(process.execPath, [child, folder, String(round), database], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const ended = once(running, 'exit')
      await Promise.race([once(running.stdout, 'data'), ended])
      assert.equal(running.exitCode, null, 'the child ended by itself')
      await pause(150 + 217 * round)
      running.kill('SIGKILL')
      await ended
    }
    const town = await openListedCity({ folder, database })
    const rows = await rowsOf(town.readModel)
    assert.equal(town.readModel.status().rebuilds, 0)
    assert.ok((rows['proposals']?.length ?? 0) >= rounds)
    assert.deepEqual(await town.rowsBuiltNow(), rows)
    await town.close()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
