// A page of comments costs the same behind five comments as behind five thousand. Rows are counted, not time.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { bindReadTables, bindTables } from '@maru/kernel/state/table.ts'
import { createMemoryStore } from '@maru/kernel/state/memory-store.ts'
import type { Query } from '@maru/kernel/service.ts'
import { createOverlay, type View } from '@maru/kernel/state/view.ts'
import { createMadeUpCity } from '../made-up.ts'
import { holdOf } from '../moderation/reads.ts'
import * as queries from './queries.ts'
import { sides, tables } from './state.ts'
import { changeHelpful, storeNewComment, storeWithdrawal } from './store-comment.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const target = { service: 'proposals', number: 1 } as const

/** So many comments on one proposal, on all sides, some of them marked, and as many replies to the first. */
const viewWith = (comments: number): View => {
  const store = createMemoryStore()
  const overlay = createOverlay(store)
  const writing = bindTables('comments', tables, overlay)
  for (let number = 1; number <= 2 * comments; number++) {
    const content = hash(Buffer.from(`comment ${number}`))
    const replyTo = number > comments ? 1 : null
    const fixed = { author: '00'.repeat(20), helpful: 0, replies: 0, addedAt: number }
    storeNewComment(writing, number, { ...target, ...fixed, side: sides[number % 3]!, replyTo, content })
    for (let mark = 0; mark < number % 7; mark++) changeHelpful(writing, number, 1)
  }
  store.apply(overlay.changes)
  return store
}

/** The answer, and how many rows of the state were read for it. */
const ask = (view: View, query: Query, input: object) => {
  let rows = 0
  const counting: View = {
    get: (key) => {
      rows++
      return view.get(key)
    },
    *range(range) {
      for (const entry of view.range(range)) {
        rows++
        yield entry
      }
    },
  }
  const needs = {
    isResident,
    isOpenForComments,
    holdOf: (commitment: string) => holdOf(counting, commitment),
  }
  const ledger = { time: 0, height: 0, version: 1, numberAt: () => 0 }
  const read = { tables: bindReadTables('comments', tables, counting), parameters, needs, ...ledger }
  return { answer: query.read(read, query.input.parse(input)) as Answer, rows }
}
const parameters = { commentsPerDay: 0 }
const isResident = () => true
const isOpenForComments = () => true
type Answer = { comments: { comment: number; helpful: number }[]; next?: string | null }

test('the first page reads as many rows at 5,000 comments as at 20', () => {
  const [few, many] = [viewWith(20), viewWith(5_000)]
  const page = { ...target, limit: 5 }
  const rowsOf = (view: View) => [
    ask(view, queries.comments, page).rows,
    ask(view, queries.mostHelpful, page).rows,
    ask(view, queries.replies, { comment: 1, limit: 5 }).rows,
    ask(view, queries.counts, target).rows,
  ]
  // A page of each side's index, the comments, and what holds them back; for replies, whether the comment is there.
  assert.deepEqual(rowsOf(many), [3 * 5 + 5 + 5, 3 * 5 + 5 + 5, 1 + 5 + 5 + 5, 1])
  assert.deepEqual(rowsOf(few), rowsOf(many))
})

test('a mark writes as many rows at the comment with the most marks as at one without', () => {
  const view = viewWith(200)
  for (const number of [1, 6, 7]) {
    const overlay = createOverlay(view)
    changeHelpful(bindTables('comments', tables, overlay), number, 1)
    // The comment, and its place in the order of helpfulness: where it was, and where it is.
    assert.equal(overlay.changes.size, 3)
  }
})

test('page after page gives every comment once, in order, whatever side it is of', () => {
  const view = viewWith(100)
  const newest: number[] = []
  for (let after: number | undefined; ; after = newest.at(-1)) {
    const { comments } = ask(view, queries.comments, { ...target, limit: 7, ...(after && { after }) }).answer
    newest.push(...comments.map(({ comment }) => comment))
    if (comments.length < 7) break
  }
  assert.deepEqual(
    newest,
    Array.from({ length: 100 }, (_, index) => 100 - index),
  )
  const ranked: { comment: number; helpful: number }[] = []
  for (let after: string | null | undefined = undefined; after !== null;) {
    const page: Answer = ask(view, queries.mostHelpful, {
      ...target,
      limit: 7,
      ...(after && { after }),
    }).answer
    ranked.push(...page.comments)
    after = page.next ?? null
  }
  assert.deepEqual(
    ranked.map(({ comment, helpful }) => [helpful, comment]),
    newest.map((comment) => [comment % 7, comment] as const).sort((a, b) => b[0] - a[0] || b[1] - a[1]),
  )
})

test('of one side alone, and without what was withdrawn where helpfulness orders', () => {
  const store = createMemoryStore()
  const overlay = createOverlay(viewWith(9))
  const writing = bindTables('comments', tables, overlay)
  storeWithdrawal(writing, 6, writing.comments.get([6])!, 1)
  store.apply(overlay.changes)
  const numbers = (query: Query, input: object) =>
    ask(overlay, query, { ...target, ...input }).answer.comments.map(({ comment }) => comment)
  assert.deepEqual(numbers(queries.comments, { side: 'for' }), [9, 6, 3])
  assert.deepEqual(numbers(queries.mostHelpful, { side: 'for' }), [3, 9])
  assert.deepEqual(numbers(queries.comments, { side: 'for', after: 9, limit: 1 }), [6])
  assert.deepEqual(numbers(queries.comments, { number: 2 }), [])
})

test('what is not there is not found, what has no comments has none', () => {
  const city = createMadeUpCity(hash)
  assert.equal(city.query('comments', 'comment', { comment: 1 }), undefined)
  assert.equal(city.query('comments', 'replies', { comment: 1 }), undefined)
  assert.equal(city.query('comments', 'mark', { comment: 1, account: { account: 'ana' } }), undefined)
  assert.deepEqual(city.query('comments', 'counts', target), { for: 0, against: 0, none: 0 })
})
