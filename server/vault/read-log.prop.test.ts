// Whatever is noted and removed, in whatever order and at whatever times: the log is a plain list, cut off at its old end.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { createReadLog, readsKeptMs } from './read-log.ts'
import { openTables } from './tables.ts'

const accounts = ['a', 'b', undefined].map((letter) => letter?.repeat(40))
const countMax = 6
const step = fc.oneof(
  fc.record({
    note: fc.array(fc.constantFrom(...accounts), { maxLength: 3 }),
    later: fc.integer({ min: -5, max: 20 }),
  }),
  fc.record({ prune: fc.integer({ min: 0, max: 60 }) }),
)
const asking = fc.record({
  account: fc.constantFrom(...accounts),
  from: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
  until: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
  before: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
  limit: fc.integer({ min: 1, max: 8 }),
})

interface Noted {
  readonly number: number
  readonly at: number
  readonly account: string | undefined
}

test('the log of reads is what a list would be, and always whole', async () => {
  const property = fc.asyncProperty(
    fc.array(step, { maxLength: 12 }),
    fc.array(asking, { minLength: 1, maxLength: 4 }),
    async (steps, questions) => {
      const folder = await mkdtemp(join(tmpdir(), 'maru-reads-'))
      const tables = openTables(folder)
      let time = 0
      const log = createReadLog({ tables, key: Buffer.alloc(32, 1), now: () => time, countMax })
      let model: Noted[] = []
      let last = { number: 0, at: 0 }
      for (const each of steps) {
        if ('note' in each) {
          time = Math.max(0, time + each.later)
          await log.note({ purpose: 'find' }, each.note)
          for (const account of each.note) {
            last = { number: last.number + 1, at: Math.max(time, last.at) }
            model.push({ ...last, account })
          }
        } else {
          await log.prune(each.prune + readsKeptMs)
          const newest = model.at(-1)?.number ?? 0
          model = model.filter(
            ({ number, at }) => number === newest || (at >= each.prune && number > newest - countMax),
          )
        }
      }
      for (const { account, from = 0, until = Infinity, before = Infinity, limit } of questions) {
        const { reads, isWhole } = log.list({
          account,
          from,
          limit,
          ...(until !== Infinity && { until }),
          ...(before !== Infinity && { before }),
        })
        const expected = model
          .filter((each) => account === undefined || each.account === account)
          .filter(({ number, at }) => at >= from && at <= until && number < before)
          .toReversed()
          .slice(0, limit)
        assert.deepEqual(
          reads.map(({ number, at }) => [number, at]),
          expected.map(({ number, at }) => [number, at]),
        )
        assert.equal(isWhole, true)
      }
      await tables.close()
      await rm(folder, { recursive: true, force: true })
    },
  )
  await fc.assert(property, { seed: 20_261_130, numRuns: 60 })
})
