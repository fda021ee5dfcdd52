import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Change } from './batch.ts'
import { createMemoryTree, hex, pagesOf, sha256 } from './fixtures.test.ts'

/** Key hashes with few distinct bits early or late, so that long common prefixes are usual. */
const keyHash = fc
  .record({
    fill: fc.constantFrom(0, 255),
    at: fc.nat(31),
    byte: fc.nat(255),
    spread: fc.option(fc.nat(9999)),
  })
  .map(({ fill, at, byte, spread }) => {
    const key =
      spread === null ? new Uint8Array(32).fill(fill) : sha256(Uint8Array.of(spread >> 8, spread & 255))
    key[at] = byte
    return key
  })
const change = fc.tuple(
  keyHash,
  fc.option(
    fc.nat(3).map((value) => sha256(Uint8Array.of(value))),
    { nil: undefined },
  ),
)
const changes: fc.Arbitrary<Change[]> = fc.array(change, { maxLength: 60 })
const seed = 20260730

test('has one root and one set of pages for one set of values', () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 6 }), (batches) => {
      const last = new Map<string, Change>()
      const split = createMemoryTree()
      for (const batch of batches) {
        split.write(batch)
        for (const change of batch) last.set(hex(change[0]), change)
      }
      const whole = createMemoryTree()
      whole.write([...last.values()].reverse().filter(([, value]) => value !== undefined))
      assert.deepEqual(split.tree.root(), whole.tree.root())
      assert.deepEqual(pagesOf(split.store), pagesOf(whole.store))
    }),
    { seed, numRuns: 300 },
  )
})

test('returns to the former root and pages when what came in is deleted', () => {
  fc.assert(
    fc.property(changes, changes, (first, second) => {
      const { store, tree, write } = createMemoryTree()
      write(first)
      const root = tree.root()
      const pages = pagesOf(store)
      const known = new Map(first.map(([key, value]) => [hex(key), value]))
      write(second)
      write(second.map(([key]) => [key, known.get(hex(key))]))
      assert.deepEqual(tree.root(), root)
      assert.deepEqual(pagesOf(store), pages)
    }),
    { seed, numRuns: 300 },
  )
})

test('goes on from its stored pages as if it had stayed open', () => {
  fc.assert(
    fc.property(changes, changes, (first, second) => {
      const stays = createMemoryTree()
      stays.write(first)
      const closed = createMemoryTree()
      closed.write(first)
      const fresh = createMemoryTree(closed.store)
      assert.deepEqual(fresh.tree.root(), stays.tree.root())
      assert.deepEqual(fresh.write(second), stays.write(second))
      assert.deepEqual(pagesOf(fresh.store), pagesOf(stays.store))
    }),
    { seed, numRuns: 200 },
  )
})
