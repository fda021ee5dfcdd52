import assert from 'node:assert/strict'
import { hash as digest } from 'node:crypto'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { leafHash, rootOf } from './leaf.ts'
import { verifyConsistency, verifyInclusion } from './proof.ts'
import { createTree } from './tree.ts'

const sha256 = (data: Uint8Array) => new Uint8Array(digest('sha256', data, 'buffer'))
const leaf = (index: number) => leafHash(sha256, Uint8Array.of(index >> 8, index))
const treeOf = (size: number) => {
  const tree = createTree(sha256)
  tree.append(Array.from({ length: size }, (_, index) => leaf(index)))
  return tree
}
const runs = { seed: 2026, numRuns: 400 }
const SIZE = 40

test('every inclusion proof of a small tree holds, and only for its own leaf and place', () => {
  const tree = treeOf(SIZE)
  for (let size = 1; size <= SIZE; size++) {
    for (let index = 0; index < size; index++) {
      const proof = tree.inclusionProof(index, size)
      for (let other = 0; other <= size; other++) {
        assert.equal(
          verifyInclusion(sha256, other, size, leaf(index), proof, tree.root(size)),
          other === index,
        )
        if (other !== index)
          assert.ok(!verifyInclusion(sha256, index, size, leaf(other), proof, tree.root(size)))
      }
    }
  }
})

test('every consistency proof of a small tree holds, and only for its own sizes', () => {
  const tree = treeOf(SIZE)
  for (let size = 0; size <= SIZE; size++) {
    for (let old = 0; old <= size; old++) {
      const proof = tree.consistencyProof(old, size)
      assert.ok(verifyConsistency(sha256, old, size, proof, tree.root(old), tree.root(size)))
      for (let other = 0; other <= size; other++) {
        if (other === old) continue
        assert.ok(!verifyConsistency(sha256, old, size, proof, tree.root(other), tree.root(size)))
        if (other > 0 && old > 0)
          assert.ok(!verifyConsistency(sha256, other, size, proof, tree.root(old), tree.root(size)))
      }
    }
  }
})

const change = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), bit: fc.nat({ max: 255 }) }),
  fc.record({ kind: fc.constant('drop' as const), at: fc.nat(), bit: fc.constant(0) }),
  fc.record({ kind: fc.constant('repeat' as const), at: fc.nat(), bit: fc.constant(0) }),
)

const changed = (
  proof: readonly Uint8Array[],
  { kind, at, bit }: { kind: string; at: number; bit: number },
) => {
  const copy = proof.map((hash) => hash.slice())
  const place = proof.length === 0 ? 0 : at % proof.length
  if (kind === 'flip') copy[place]![bit >> 3]! ^= 1 << (bit & 7)
  else if (kind === 'drop') copy.splice(place, 1)
  else copy.splice(place, 0, copy[place] ?? new Uint8Array(32))
  return copy
}

test('no changed inclusion proof holds', () => {
  const tree = treeOf(1_000)
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1_000 }), fc.nat(), change, (size, place, how) => {
      const index = place % size
      const proof = changed(tree.inclusionProof(index, size), how)
      assert.ok(!verifyInclusion(sha256, index, size, leaf(index), proof, tree.root(size)))
    }),
    runs,
  )
})

test('no changed consistency proof holds', () => {
  const tree = treeOf(1_000)
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1_000 }), fc.nat(), change, (size, place, how) => {
      const old = 1 + (place % (size - 1))
      const proof = changed(tree.consistencyProof(old, size), how)
      assert.ok(!verifyConsistency(sha256, old, size, proof, tree.root(old), tree.root(size)))
    }),
    runs,
  )
})

test('sizes past 2^31 are not taken for others, and nonsense does not throw', () => {
  const tree = treeOf(5)
  const proof = tree.inclusionProof(2)
  for (const size of [2 ** 32 + 5, 2 ** 53, 5.5, Number.NaN, -5])
    assert.ok(!verifyInclusion(sha256, 2, size, leaf(2), proof, tree.root()))
  for (const index of [2 ** 32 + 2, -2, 2.5, Number.NaN])
    assert.ok(!verifyInclusion(sha256, index, 5, leaf(2), proof, tree.root()))
  assert.ok(!verifyInclusion(sha256, 0, 1, new Uint8Array(31), [], new Uint8Array(31)))
  const endless = Array.from({ length: 1_000 }, () => leaf(0))
  assert.ok(!verifyConsistency(sha256, 3, 2 ** 53 - 1, endless, tree.root(3), tree.root()))
  assert.ok(!verifyConsistency(sha256, 5, 3, [], tree.root(5), tree.root(3)))
})

test('a proof in a tree of nearly 2^53 leaves holds', () => {
  // Every leaf is the same, so that each level has one hash: the tree can be huge and never exist.
  const perfect = [leaf(0)]
  for (let level = 0; level < 52; level++)
    perfect.push(sha256(Uint8Array.of(1, ...perfect[level]!, ...perfect[level]!)))
  const size = 2 ** 52
  assert.ok(verifyInclusion(sha256, size - 12_345, size, leaf(0), perfect.slice(0, 52), perfect[52]!))
  const old = 2 ** 51
  assert.ok(verifyConsistency(sha256, old, size, [perfect[51]!], perfect[51]!, perfect[52]!))
})

test('batches of any size make the tree of the reference', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 400 }), { maxLength: 8 }), fc.nat(), (batches, cut) => {
      const tree = createTree(sha256)
      for (const batch of batches) tree.append(Array.from({ length: batch }, (_, at) => leaf(tree.size + at)))
      const all = Array.from({ length: tree.size }, (_, at) => leaf(at))
      assert.deepEqual(tree.root(), rootOf(sha256, all))
      const size = cut % (tree.size + 1)
      tree.truncate(size)
      assert.deepEqual(tree.root(), rootOf(sha256, all.slice(0, size)))
      tree.append(all.slice(size))
      assert.deepEqual(tree.root(), rootOf(sha256, all))
    }),
    { seed: 2026, numRuns: 60 },
  )
})
