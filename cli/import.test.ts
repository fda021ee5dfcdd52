// The city's real open data, where it lies beside the repository: what was imported and recounted is what the file says.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readAnswers } from './import/answers.ts'
import { readRows } from './import/rows.ts'

const data = join(import.meta.dirname, '../../shared/data')
const file = join(data, 'democracy-seoul-5963.jsonl.gz')
const answersFile = join(data, 'seoul-official-answers.jsonl.gz')
const skip =
  process.env['MARU_REAL_DATA'] !== '1'
    ? 'takes minutes; run it with MARU_REAL_DATA=1 node --test cli/import.test.ts'
    : !(existsSync(file) && existsSync(answersFile)) &&
      'the files are not there: put them into ../shared/data (democracy-seoul-5963.jsonl.gz, seoul-official-answers.jsonl.gz)'

const maru = (...args: string[]): unknown =>
  JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args, '--json'], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  )

const bounds = [50, 100, 500, 1000, 5000]

test(
  'the proposals of Seoul: every count, each threshold, and what never got its answer',
  { skip },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'maru-import-'))
    try {
      const city = join(folder, 'city')
      const rows = await readRows(file)
      const { answers } = maru(
        'import',
        file,
        '--answers',
        answersFile,
        '--data',
        city,
        '--until',
        '2020-02-20',
      ) as {
        answers: { [outcome: string]: number }
      }
      const { tallies } = maru('verify', city) as { tallies: { supports: number; state: string }[] }
      const [counted, expected] = [tallies, rows].map((list) => list.map(({ supports }) => supports))
      // Proposals are numbered in the order of their dates, in which the rows are read.
      assert.deepEqual(counted, expected)
      const reached = (counts: readonly number[]) =>
        bounds.map((bound) => counts.filter((count) => count >= bound).length)
      assert.deepEqual(reached(expected!), [123, 50, 24, 6, 3])

      // 500 supports took a proposal into debate until February 2020, and all of these are older.
      for (const { supports, state } of tallies)
        assert.equal(state, supports >= 500 ? 'debate' : supports >= 50 ? 'needs-assignment' : 'open')

      // The answers are of the years before: of none of these proposals, and none is made up for them.
      const inFile = await readAnswers(answersFile)
      assert.ok(inFile.every(({ opened }) => opened < '2017-10-01'))
      assert.deepEqual([answers['inFile'], answers['beforeImport'], answers['withoutText']], [336, 312, 24])
      assert.equal(answers['given'], 0)

      const { totals, source, unanswered } = maru('report', '--data', city) as any
      assert.deepEqual(totals.reached, { assignment: 123, debate: 24, mayor: 3 })
      assert.deepEqual(totals.owed, { department: 123, mayor: 3 })
      assert.deepEqual(totals.overdue, { department: 120, mayor: 3 })
      assert.equal(unanswered.length, 126)
      for (const { aroseAt, due, daysOverdue, daysWaiting } of unanswered) {
        assert.equal(due - aroseAt, 30 * 86_400_000)
        assert.equal(daysOverdue, Math.max(0, daysWaiting - 30 + 1))
      }
      const { comments, markedAnswered, owedAndMarkedAnswered, owedAndNeverAnswered } = source
      assert.deepEqual([comments, markedAnswered], [31_567, 172])
      assert.deepEqual([owedAndMarkedAnswered, owedAndNeverAnswered], [48, 75])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
)
