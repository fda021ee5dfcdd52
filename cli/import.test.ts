// The city's real open data, where it lies beside the repository: what was imported and recounted is what the file says.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readRows } from './import/rows.ts'

const file = join(import.meta.dirname, '../../shared/data/democracy-seoul-5963.jsonl.gz')
const skip =
  process.env['MARU_REAL_DATA'] !== '1'
    ? 'takes minutes; run it with MARU_REAL_DATA=1 node --test cli/import.test.ts'
    : !existsSync(file) && 'the file is not there: put it at ../shared/data/democracy-seoul-5963.jsonl.gz'

const maru = (...args: string[]): unknown =>
  JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args, '--json'], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  )

const bounds = [50, 100, 500, 1000, 5000]

test('the proposals of Seoul: every count, and how many reached each threshold', { skip }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-import-'))
  try {
    const rows = await readRows(file)
    maru('import', file, '--data', join(folder, 'city'))
    const { tallies } = maru('verify', join(folder, 'city')) as { tallies: { supports: number }[] }
    const [counted, expected] = [tallies, rows].map((list) => list.map(({ supports }) => supports))
    // Proposals are numbered in the order of their dates, in which the rows are read.
    assert.deepEqual(counted, expected)
    const reached = (counts: readonly number[]) =>
      bounds.map((bound) => counts.filter((count) => count >= bound).length)
    assert.deepEqual(reached(counted!), reached(expected!))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
