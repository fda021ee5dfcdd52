// Whatever residents do, in whatever order: counts, marks and indexes are those of the rows that stand.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { bindReadTables } from '@maru/kernel/state/table.ts'
import { createMadeUpCity } from '../made-up.ts'
import { sides, tables, type Comment } from './state.ts'

const residents = ['ana', 'ben', 'cho'] as const
const proposals = [1, 2] as const

const step = fc.record({
  act: fc.oneof(
    { weight: 4, arbitrary: fc.constant('add-comment' as const) },
    { weight: 6, arbitrary: fc.constant('mark-helpful' as const) },
    { weight: 2, arbitrary: fc.constantFrom('withdraw-comment' as const, 'unmark-helpful' as const) },
  ),
  who: fc.constantFrom(...residents),
  number: fc.constantFrom(...proposals),
  side: fc.constantFrom(...sides),
  comment: fc.integer({ min: 1, max: 8 }),
  isReply: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

test('C4 to C10: counts, marks, replies and both orders are those of the comments that stand', () => {
  const property = fc.property(fc.array(step, { maxLength: 80, size: 'max' }), (steps) => {
    const city = createMadeUpCity(hash)
    for (const name of residents) city.enrol(name)
    for (const _ of proposals) city.act({ by: 'ana', ...opening })
    // Half a day each: three comments a day are the most here, and none of these is too much.
    for (const [index, step] of steps.entries())
      city.act({ ...toAction(step, index), at: (index + 1) * 43_200_000 })
    const all = rowsOf(city).comments.list({ limit: 1000 })
    const live = all.filter(([, { withdrawnAt }]) => withdrawnAt === undefined)
    for (const number of proposals) {
      const here = live.filter(([, row]) => row.number === number)
      const count = (side: string) => here.filter(([, row]) => row.side === side).length
      assert.deepEqual(city.query('comments', 'counts', { service: 'proposals', number }), {
        for: count('for'),
        against: count('against'),
        none: count('none'),
      })
      const threads = [...all].filter(([, row]) => row.number === number && row.replyTo === null).reverse()
      assert.deepEqual(numbersOf(city, 'comments', number), threads.map(numberOf))
      const standing = threads.filter(([, { withdrawnAt }]) => withdrawnAt === undefined)
      const byHelp = standing.sort((a, b) => b[1].helpful - a[1].helpful || numberOf(b) - numberOf(a))
      assert.deepEqual(numbersOf(city, 'most-helpful', number), byHelp.map(numberOf))
    }
    for (const [[number], row] of all) {
      assert.equal(row.helpful, rowsOf(city).marks.list({ prefix: [number], limit: 1000 }).length)
      assert.equal(row.replies, live.filter(([, { replyTo }]) => replyTo === number).length)
    }
  })
  fc.assert(property, { seed: 20_261_121, numRuns: 100 })
})

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const opening = {
  service: 'proposals',
  action: 'open-proposal',
  input: { field: 'parks', district: null, content: { bytes: '07'.repeat(32) } },
}

const toAction = ({ act, who, number, side, comment, isReply }: Step, index: number) => {
  const content = hash(Buffer.from(`comment ${index}`))
  const input =
    act === 'add-comment'
      ? { service: 'proposals', number, side, replyTo: isReply ? comment : null, content }
      : { comment }
  return { by: who, service: 'comments', action: act, input }
}

type City = ReturnType<typeof createMadeUpCity>
const rowsOf = (city: City) => bindReadTables('comments', tables, city.view)
const numberOf = ([[number]]: readonly [readonly [number], Comment]): number => number

const numbersOf = (city: City, query: string, number: number): number[] => {
  const page = city.query('comments', query, { service: 'proposals', number, limit: 100 })
  return (page as { comments: { comment: number }[] }).comments.map(({ comment }) => comment)
}
