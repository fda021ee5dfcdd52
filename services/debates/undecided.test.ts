// What the panel still has to decide: taken up by a department, not in debate, no decision yet; a page at a time.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { createMadeUpCity } from '../made-up.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const content = { bytes: '07'.repeat(32) }

/** Five proposals; all but the last have the supports from which a department answers. */
const createCity = () => {
  const city = createMadeUpCity(hash)
  for (const name of ['ana', 'ben']) city.enrol(name)
  const opening = { field: 'parks', district: null, content }
  for (let proposal = 1; proposal <= 5; proposal++) {
    city.act({ by: 'ana', service: 'proposals', action: 'open-proposal', input: opening })
    for (const by of proposal < 5 ? ['ana', 'ben'] : ['ana'])
      city.act({ by, service: 'proposals', action: 'support-proposal', input: { proposal } })
  }
  return city
}

const read = (city: ReturnType<typeof createCity>, rest: object = {}) =>
  city.query('debates', 'undecided', rest) as {
    readonly proposals: readonly number[]
    readonly next: number | null
  }

test('newest first, page by page, and only what a department has to answer', () => {
  const city = createCity()
  assert.deepEqual(read(city), { proposals: [4, 3, 2, 1], next: null })
  assert.deepEqual(read(city, { limit: 3 }), { proposals: [4, 3, 2], next: 2 })
  assert.deepEqual(read(city, { limit: 3, after: 2 }), { proposals: [1], next: null })
})

test('what the panel has decided leaves, yes or no', () => {
  const city = createCity()
  for (const [proposal, decision] of [
    [4, 'debate'],
    [2, 'no-debate'],
  ] as const) {
    const input = { proposal, decision, content }
    assert.ok('events' in city.act({ by: 'panel', service: 'debates', action: 'decide-on-debate', input }))
  }
  assert.deepEqual(read(city).proposals, [3, 1])
})
