import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { createMadeUpCity, watchedCity } from '../made-up.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())

test('a machine that was named twice, or is an officer, has no second account', () => {
  for (const reporters of [[{ publicKey: 'a' }, { publicKey: 'a' }], [{ publicKey: 'city-1' }]]) {
    const setup = { ...watchedCity.setup, evidence: { reporters } }
    assert.throws(() => createMadeUpCity(hash, { ...watchedCity, setup }))
  }
})

test('what was reported is read with both statements, the newest first', () => {
  const city = createMadeUpCity(hash, watchedCity)
  assert.deepEqual(city.query('evidence', 'equivocations'), { equivocations: [] })
  assert.deepEqual(city.query('evidence', 'split-views'), { splitViews: [] })
})
