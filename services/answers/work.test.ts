// The lists of work: each duty in the one list of who can do it, an officer's own alone, a page at a time.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { dayMs } from '../days.ts'
import { createMadeUpCity } from '../made-up.ts'
import type { lists } from './work.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const content = { bytes: '07'.repeat(32) }
/** As vectors/city.json has them. */
const answerDays = 10
const dueSoonDays = 3

/** Four proposals to answer: the first by roads, the second by parks, two by nobody yet. */
const createCity = () => {
  const city = createMadeUpCity(hash)
  for (const name of ['ana', 'ben']) city.enrol(name)
  for (let proposal = 1; proposal <= 4; proposal++) {
    city.act({
      by: 'ana',
      service: 'proposals',
      action: 'open-proposal',
      input: { field: 'parks', district: null, content },
    })
    for (const by of ['ana', 'ben'])
      city.act({ by, service: 'proposals', action: 'support-proposal', input: { proposal } })
  }
  assign(city, 1, 'roads')
  assign(city, 2, 'parks')
  return city
}

type City = ReturnType<typeof createMadeUpCity>

const assign = (city: City, duty: number, department: string) =>
  city.act({ by: 'mayor', service: 'answers', action: 'assign-department', input: { duty, department } })

const read = (city: City, list: (typeof lists)[number], rest: object = {}) => {
  const { duties, next } = city.query('answers', 'work', { list, ...rest }) as {
    readonly duties: readonly { readonly duty: number }[]
    readonly next: number | null
  }
  return [duties.map(({ duty }) => duty), next] as const
}

const countOf = (city: City, rest: object = {}) => {
  const { counts } = city.query('answers', 'work-counts', rest) as {
    readonly counts: readonly { readonly list: string; readonly duties: number; readonly late: number }[]
  }
  return Object.fromEntries(
    counts.map(({ list, duties, late }) => [list, late > 0 ? `${late} of ${duties} late` : duties]),
  )
}

test('what nobody has yet is to be assigned, the rest to be answered, the first that is due first', () => {
  const city = createCity()
  assert.deepEqual(read(city, 'to-assign'), [[3, 4], null])
  assert.deepEqual(read(city, 'to-answer'), [[1, 2], null])
  assert.deepEqual(countOf(city), { 'to-assign': 2, 'to-answer': 2, 'due-soon': 0, overdue: 0, mayor: 0 })
})

test('an officer sees the duties of their own departments', () => {
  const city = createCity()
  const officer = city.keyId('roads')
  assert.deepEqual(read(city, 'to-answer', { officer }), [[1], null])
  assert.deepEqual(read(city, 'to-answer', { officer: city.keyId('ana') }), [[], null])
  assert.equal(countOf(city, { officer })['to-answer'], 1)
})

test('a page ends at its limit, and the next goes on', () => {
  const city = createCity()
  assert.deepEqual(read(city, 'to-answer', { limit: 1 }), [[1], 1])
  assert.deepEqual(read(city, 'to-answer', { limit: 1, after: 1 }), [[2], 2])
  assert.deepEqual(read(city, 'to-answer', { limit: 1, after: 2 }), [[], null])
})

test('deadlines move duties from list to list, but what has no department stays to be assigned', () => {
  const city = createCity()
  const later = (days: number) =>
    city.act({
      by: 'ana',
      service: 'proposals',
      action: 'withdraw-support',
      input: { proposal: 4 },
      at: days * dayMs + 20_000,
    })
  later(answerDays - dueSoonDays)
  assert.deepEqual(read(city, 'due-soon'), [[1, 2], null])
  later(answerDays)
  assert.deepEqual(read(city, 'due-soon'), [[], null])
  assert.deepEqual(read(city, 'overdue'), [[1, 2], null])
  assert.deepEqual(read(city, 'to-assign')[0].includes(3), true)
  assert.equal(countOf(city)['overdue'], '2 of 2 late')
  assert.equal(countOf(city)['to-assign'], '1 of 1 late')
})

test('what was given leaves the lists of what is owed, and stands newest first', () => {
  const city = createCity()
  for (const [by, duty] of [
    ['roads', 1],
    ['parks', 2],
  ] as const) {
    const input = { duty, decision: 'adopted', content }
    assert.ok('events' in city.act({ by, service: 'answers', action: 'give-answer', input }))
  }
  assert.deepEqual(read(city, 'to-answer'), [[], null])
  assert.deepEqual(read(city, 'given'), [[2, 1], null])
  assert.deepEqual(read(city, 'given', { limit: 1, after: 2 }), [[1], 1])
})

test('what the mayor owes in a debate on a question of the city is found by the debate', () => {
  const city = createCity()
  city.act({ by: 'mayor', service: 'debates', action: 'open-debate', input: { content } })
  const owed = () => city.query('answers', 'owed-in-debate', { debate: 1 })
  const give = (by: string) =>
    city.act({ by, service: 'debates', action: 'give-opinion', input: { debate: 1, side: 'for', content } })
  give('ana')
  assert.deepEqual(owed(), { duties: [] })
  give('ben')
  const { duties } = owed() as {
    readonly duties: readonly { readonly by: string; readonly debate: number }[]
  }
  assert.deepEqual(
    duties.map(({ by, debate }) => [by, debate]),
    [['mayor', 1]],
  )
})
