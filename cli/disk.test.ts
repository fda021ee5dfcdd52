import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { usedPercentOf } from '@maru/server/storage/warning.ts'
import { measureDisk } from './disk.ts'

test('what the parts of the data take is measured, however deep, and nothing else is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-disk-'))
  await mkdir(join(folder, 'log', 'tile', '0'), { recursive: true })
  await mkdir(join(folder, 'state'))
  await mkdir(join(folder, 'elsewhere'))
  for (const path of ['log/checkpoint', 'log/tile/0/000', 'elsewhere/large'])
    await writeFile(join(folder, path), Buffer.alloc(100_000, 1))
  const { sizeBytes, freeBytes, parts } = await measureDisk(folder)
  assert.ok(freeBytes >= 0 && sizeBytes > freeBytes)
  assert.deepEqual(
    parts.map(({ part }) => part),
    ['log'],
  )
  assert.ok(parts[0]!.bytes >= 200_000 && parts[0]!.bytes < 400_000)
  await rm(folder, { recursive: true })
  await assert.rejects(measureDisk(folder), { code: 'ENOENT' })
})

test('a disk is as full as df says', { skip: process.platform === 'win32' && 'needs df' }, async () => {
  const told = execFileSync('df', ['-Pk', tmpdir()], { encoding: 'utf8' }).split('\n')[1]!
  const percent = Number(/ (\d+)% /.exec(told)?.[1])
  const used = usedPercentOf(await measureDisk(tmpdir()))
  // df rounds up.
  assert.ok(used > percent - 2 && used < percent + 1, `${used}, and df says ${percent}`)
})
