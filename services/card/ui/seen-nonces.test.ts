import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSeenNonces } from './seen-nonces.ts'

const storage = (kept = new Map<string, string>()) => ({
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, value: string) => void kept.set(name, value),
})

test('a code is new once, also for a page that was loaded anew and for one that is open beside', () => {
  const kept = storage()
  const [first, beside] = [createSeenNonces(kept), createSeenNonces(kept)]
  assert.equal(first.isNew('a', 0, 180_000), true)
  assert.equal(first.isNew('a', 100_000, 180_000), false)
  assert.equal(beside.isNew('a', 100_000, 180_000), false)
  assert.equal(beside.isNew('b', 100_000, 180_000), true)
  assert.equal(createSeenNonces(kept).isNew('a', 239_000, 180_000), false)
  assert.equal(first.isNew('b', 200_000, 180_000), false)
})

test('what no code can be good for any more is forgotten', () => {
  const kept = storage()
  const seen = createSeenNonces(kept)
  for (let at = 0; at < 1_000; at++) seen.isNew(`${at}`, at * 1_000, 180_000)
  const entries = JSON.parse(kept.getItem('maru.codes-read') ?? '') as unknown[]
  assert.equal(entries.length, 241)
})

test('a storage that is full, forbidden or damaged leaves the memory of the page', () => {
  const full = { getItem: () => 'nonsense', setItem: () => assert.fail('full') }
  const seen = createSeenNonces(full)
  assert.equal(seen.isNew('a', 0, 180_000), true)
  assert.equal(seen.isNew('a', 1, 180_000), false)
})
