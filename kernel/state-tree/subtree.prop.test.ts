import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { createMemoryTree, hex, sha256 } from './fixtures.test.ts'
import { compareBytes, EMPTY_SUBTREE } from './hashing.ts'
import { createSubtreeHasher, splitAt, type Leaf } from './subtree.ts'

const { subtreeOf, join } = createSubtreeHasher(sha256)
const seed = 20260731

/** Key hashes of which many share their first bits. */
const keyHash = fc
  .tuple(fc.constantFrom(0, 1, 255), fc.nat(9999), fc.nat(31))
  .map(([fill, number, shared]) => {
    const key = sha256(Uint8Array.of(number >> 8, number & 255))
    return key.fill(fill, 0, shared)
  })
const leaves = fc
  .array(keyHash, { maxLength: 80 })
  .map((keys): Leaf[] =>
    [...new Map(keys.map((key) => [hex(key), key])).values()]
      .map((key) => ({ keyHash: key, valueHash: sha256(key) }))
      .sort((a, b) => compareBytes(a.keyHash, b.keyHash)),
  )

/** Cut into subtrees wherever `isCut` says, and joined again. */
const cutAndJoin = (all: readonly Leaf[], isCut: () => boolean, depth = 0): Uint8Array => {
  if (all.length < 2 || depth === 12 || isCut()) return subtreeOf(all, depth)
  const middle = splitAt(all, 0, all.length, depth)
  return join(
    cutAndJoin(all.slice(0, middle), isCut, depth + 1),
    cutAndJoin(all.slice(middle), isCut, depth + 1),
  )
}

test('the subtrees of a state, wherever it is cut, give the root of the tree', () => {
  fc.assert(
    fc.property(leaves, fc.infiniteStream(fc.boolean()), (all, cuts) => {
      const { tree, write } = createMemoryTree()
      write(all.map(({ keyHash: key, valueHash }) => [key, valueHash] as const))
      const joined = cutAndJoin(all, () => cuts.next().value as boolean)
      assert.deepEqual(joined, tree.root())
    }),
    { seed, numRuns: 300 },
  )
})

test('no leaf can be changed, left out or moved without another hash', () => {
  fc.assert(
    fc.property(
      leaves.filter((all) => all.length > 1),
      fc.nat(),
      (all, which) => {
        const at = which % all.length
        const whole = hex(subtreeOf(all, 0))
        const changed = all.map((leaf, place) => (place === at ? { ...leaf, valueHash: leaf.keyHash } : leaf))
        assert.notEqual(hex(subtreeOf(changed, 0)), whole)
        assert.notEqual(hex(subtreeOf(all.toSpliced(at, 1), 0)), whole)
      },
    ),
    { seed, numRuns: 200 },
  )
})

test('no leaves are the empty subtree, and a leaf alone is the same at any depth', () => {
  const leaf = { keyHash: sha256(Uint8Array.of(1)), valueHash: sha256(Uint8Array.of(2)) }
  assert.deepEqual(subtreeOf([], 5), EMPTY_SUBTREE)
  assert.deepEqual(subtreeOf([leaf], 7), subtreeOf([leaf], 0))
})
