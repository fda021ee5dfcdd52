import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { createMadeUpCity } from '../made-up.ts'
import { holdOf } from './reads.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const bytes = (pair: string) => ({ bytes: pair.repeat(32) })

/** Two proposals by ana, of which the first is reported by ben and hidden, and ana appeals. */
const moderatedCity = () => {
  const city = createMadeUpCity(hash)
  const act = (by: string, service: string, action: string, input: object) =>
    assert.ok('events' in city.act({ by, service, action, input }), action)
  for (const name of ['ana', 'ben']) city.enrol(name)
  for (const pair of ['a1', 'a2']) {
    const input = { field: 'parks', district: null, content: bytes(pair) }
    act('ana', 'proposals', 'open-proposal', input)
  }
  const first = { service: 'proposals', number: 1 }
  act('ben', 'moderation', 'report-text', { ...first, reason: 'insult' })
  act('moderator', 'moderation', 'hide-text', { ...first, rule: 'hate', content: bytes('d1') })
  act('ana', 'moderation', 'appeal', { case: 1, content: bytes('e1') })
  act('ben', 'moderation', 'report-text', { service: 'proposals', number: 2, reason: 'flooding' })
  return city
}
type Acts = { acts: { number: number; case: number; act: string; by?: string }[] }

describe('the moderation log', () => {
  const city = moderatedCity()
  const log = (input: object) => (city.query('moderation', 'log', input) as Acts).acts

  test('has every act, newest first, page by page', () => {
    assert.deepEqual(
      log({}).map(({ case: about, act }) => [about, act]),
      [
        [2, 'reported'],
        [1, 'appealed'],
        [1, 'hidden'],
        [1, 'reported'],
      ],
    )
    assert.deepEqual(
      log({ limit: 2, after: 4 }).map(({ number }) => number),
      [3, 2],
    )
  })
  test('says who hid, under which rule and with which reasons, and about which text', () => {
    assert.deepEqual(log({ after: 3, limit: 1 }), [
      {
        number: 2,
        case: 1,
        act: 'hidden',
        by: city.keyId('moderator'),
        at: 1_767_225_606_000,
        rule: 'hate',
        content: 'd1'.repeat(32),
        text: { service: 'proposals', number: 1 },
      },
    ])
  })
  test('leads nobody from a report to the one who made it', () => {
    for (const act of log({})) assert.equal('by' in act, act.act !== 'reported')
  })
})

describe('cases', () => {
  const city = moderatedCity()
  const numbers = (input: object) =>
    (city.query('moderation', 'cases', input) as { cases: { case: number }[] }).cases.map((row) => row.case)

  test('newest first, page by page, and by state', () => {
    assert.deepEqual(numbers({}), [2, 1])
    assert.deepEqual(numbers({ after: 2 }), [1])
    assert.deepEqual(numbers({ state: 'appealed' }), [1])
    assert.deepEqual(numbers({ state: 'appealed', after: 1 }), [])
    assert.deepEqual(numbers({ state: 'reported', limit: 1 }), [2])
  })
  test('or oldest first, as they are worked through', () => {
    assert.deepEqual(numbers({ order: 'oldest' }), [1, 2])
    assert.deepEqual(numbers({ order: 'oldest', after: 1 }), [2])
  })
  test('about texts of one account', () => {
    const about = (account: string) =>
      (city.query('moderation', 'cases-of-author', { account: { account } }) as { cases: { case: number }[] })
        .cases
    assert.deepEqual(
      about('ana').map((row) => row.case),
      [2, 1],
    )
    assert.deepEqual(about('ben'), [])
  })
  test('one, with its text and its appeal', () => {
    const row = city.query('moderation', 'case', { case: 1 }) as { [field: string]: unknown }
    assert.equal(row['state'], 'appealed')
    assert.equal(row['content'], 'a1'.repeat(32))
    assert.equal(row['appeal'], 'e1'.repeat(32))
    assert.equal(city.query('moderation', 'case', { case: 3 }), undefined)
  })
  test('of a text: the latest, or none', () => {
    const caseOf = (number: number) => city.query('moderation', 'case-of', { service: 'proposals', number })
    assert.equal((caseOf(2) as { case: number }).case, 2)
    assert.equal(caseOf(3), undefined)
  })
  test('their history, in its order', () => {
    const history = (input: object) => city.query('moderation', 'history', input) as Acts | undefined
    assert.deepEqual(
      history({ case: 1 })?.acts.map(({ act }) => act),
      ['reported', 'hidden', 'appealed'],
    )
    assert.deepEqual(
      history({ case: 1, after: 2, limit: 1 })?.acts.map(({ act }) => act),
      ['appealed'],
    )
    assert.equal(history({ case: 3 }), undefined)
  })
})

test('M6: whoever serves texts learns in one read that one is hidden, in which case, under which rule', () => {
  const city = moderatedCity()
  assert.deepEqual(holdOf(city.view, 'a1'.repeat(32)), { case: 1, state: 'hidden', rule: 'hate' })
  assert.equal(holdOf(city.view, 'a2'.repeat(32)), undefined)
})

test('M6: a comment is listed with what holds its text back', () => {
  const city = moderatedCity()
  const input = { service: 'proposals', number: 2, side: 'none', replyTo: null, content: bytes('c1') }
  city.act({ by: 'ben', service: 'comments', action: 'add-comment', input })
  const text = { service: 'comments', number: 1 }
  const reasons = { rule: 'insult', content: bytes('d2') }
  const ask = () => (city.query('comments', 'comment', { comment: 1 }) as { hold?: unknown }).hold
  assert.equal(ask(), undefined)
  city.act({ by: 'moderator', service: 'moderation', action: 'hide-text', input: { ...text, ...reasons } })
  assert.deepEqual(ask(), { case: 3, state: 'hidden', rule: 'insult' })
})
