import assert from 'node:assert/strict'
import { test } from 'node:test'
import ics from '@confio/ics23'
import * as fc from 'fast-check'
import { createMemoryTree, hex, sha256 } from './fixtures.test.ts'
import { bitAt, EMPTY_SUBTREE, INNER_DOMAIN } from './hashing.ts'
import { encodeCommitmentProof } from './ics23-bytes.ts'
import { type CommitmentProof, type ExistenceProof, stateTreeSpec } from './ics23.ts'
import { verifyAbsence, verifyMembership } from './verify.ts'

const spec = stateTreeSpec as unknown as ics.ics23.IProofSpec
const seed = 20260730
const numbers = fc.uniqueArray(fc.nat(5000), { minLength: 1, maxLength: 80 })

test('a membership proof convinces this verifier and @confio/ics23', () => {
  fc.assert(
    fc.property(numbers, (present) => {
      const { tree, values } = treeOf(present)
      const root = tree.root()
      for (const [name, value] of values) {
        const key = Uint8Array.from(Buffer.from(name, 'hex'))
        const proof = tree.proveMembership(key, value)!
        assert.ok(verifyMembership(sha256, root, key, value, proof))
        const decoded = ics.ics23.CommitmentProof.decode(encodeCommitmentProof(proof))
        assert.ok(ics.verifyMembership(decoded, spec, root, key, value))
        assert.equal(tree.proveMembership(key, Uint8Array.of(1, 2, 3)), undefined)
        assert.equal(
          tree.proveAbsence(key, (key) => values.get(hex(key))),
          undefined,
        )
      }
    }),
    { seed, numRuns: 40 },
  )
})

test('a changed membership proof convinces neither', () => {
  fc.assert(
    fc.property(numbers, fc.nat(), fc.nat(7), (present, place, bit) => {
      const { tree, values } = treeOf(present)
      const root = tree.root()
      const [name, value] = [...values][0]!
      const key = Uint8Array.from(Buffer.from(name, 'hex'))
      const proof = tree.proveMembership(key, value)!
      assert.ok(!verifyMembership(sha256, root, sha256(key), value, proof))
      assert.ok(!verifyMembership(sha256, root, key, sha256(value), proof))
      assert.ok(!verifyMembership(sha256, sha256(root), key, value, proof))
      const parts = (proof: CommitmentProof) => {
        const { key, value, leaf, path } = proof.exist!
        return [key, value, leaf.prefix, ...path.flatMap((step) => [step.prefix, step.suffix])]
      }
      const changed = structuredClone(proof)
      const bytes = parts(changed).filter((part) => part.length > 0)
      const target = bytes[place % bytes.length]!
      target[place % target.length]! ^= 1 << bit
      assert.ok(!verifyMembership(sha256, root, key, value, changed))
      const decoded = ics.ics23.CommitmentProof.decode(encodeCommitmentProof(changed))
      assert.ok(!holds(() => ics.verifyMembership(decoded, spec, root, key, value)))
    }),
    { seed, numRuns: 300 },
  )
})

test('an absence proof convinces this verifier, and @confio/ics23 where no empty sibling is between', () => {
  const seen = { both: 0, oursOnly: 0 }
  fc.assert(
    fc.property(numbers, fc.nat(), (present, missing) => {
      const { tree, values } = treeOf(present)
      const root = tree.root()
      const key = sha256(Uint8Array.of(9, 9, missing & 255, (missing >> 8) & 255, (missing >> 16) & 255))
      const proof = tree.proveAbsence(key, (key) => values.get(hex(key)))!
      assert.ok(verifyAbsence(sha256, root, key, proof))
      const decoded = ics.ics23.CommitmentProof.decode(encodeCommitmentProof(proof))
      const theirs = ics.verifyNonMembership(decoded, spec, root, key)
      assert.equal(theirs, !hasEmptyBetween(proof))
      seen[theirs ? 'both' : 'oursOnly']++
    }),
    { seed, numRuns: 300 },
  )
  assert.ok(seen.both > 50 && seen.oursOnly > 10, JSON.stringify(seen))
})

test('an absence proof does not hide a key', () => {
  fc.assert(
    fc.property(numbers, fc.nat(), (present, which) => {
      const { tree, values, write } = treeOf(present)
      const root = tree.root()
      const key = Uint8Array.from(Buffer.from([...values.keys()][which % values.size]!, 'hex'))
      write([[key, undefined]])
      const without = tree.proveAbsence(key, (key) => values.get(hex(key)))!
      assert.ok(verifyAbsence(sha256, tree.root(), key, without))
      assert.ok(!verifyAbsence(sha256, root, key, without))
      write([[key, sha256(values.get(hex(key))!)]])
      const proofOf = (key: Uint8Array | undefined): ExistenceProof | undefined =>
        key && tree.proveMembership(key, values.get(hex(key))!)!.exist
      const left = proofOf(without.nonexist!.left?.key)
      const right = proofOf(without.nonexist!.right?.key)
      const around = { nonexist: { key, ...(left && { left }), ...(right && { right }) } }
      assert.ok(!verifyAbsence(sha256, root, key, around))
      if (left && right) assert.ok(!verifyAbsence(sha256, root, key, { nonexist: { key, left } }))
      if (left && right) assert.ok(!verifyAbsence(sha256, root, key, { nonexist: { key, right } }))
    }),
    { seed, numRuns: 200 },
  )
})

test('every key is absent from an empty tree, and only from that one without neighbours', () => {
  const { tree } = createMemoryTree()
  const key = sha256(Uint8Array.of(1))
  const proof = tree.proveAbsence(key, () => undefined)!
  assert.deepEqual(tree.root(), EMPTY_SUBTREE)
  assert.ok(verifyAbsence(sha256, tree.root(), key, proof))
  assert.ok(!verifyAbsence(sha256, treeOf([1]).tree.root(), key, proof))
})

function treeOf(present: number[]) {
  const made = createMemoryTree()
  const values = new Map<string, Uint8Array>()
  for (const number of present) {
    const value = Uint8Array.of(number >> 8, number & 255, 7)
    values.set(hex(sha256(Uint8Array.of(number >> 8, number & 255))), value)
  }
  made.write([...values].map(([key, value]) => [Uint8Array.from(Buffer.from(key, 'hex')), sha256(value)]))
  return { ...made, values }
}

/** @confio/ics23 0.6.8 never looks at `emptyChild`: an empty sibling counts as a leaf it has not been shown. */
function hasEmptyBetween({ nonexist }: CommitmentProof): boolean {
  const { left, right } = nonexist!
  const forkOf = (a: Uint8Array, b: Uint8Array) => {
    let depth = 0
    while (bitAt(a, depth) === bitAt(b, depth)) depth++
    return depth + 1
  }
  const fork = left && right ? forkOf(left.key, right.key) : 0
  const below = (proof: ExistenceProof | undefined) => proof?.path.slice(0, proof.path.length - fork) ?? []
  return (
    below(left).some((step) => step.prefix.length === INNER_DOMAIN.length) ||
    below(right).some((step) => step.prefix.length > INNER_DOMAIN.length)
  )
}

function holds(verify: () => boolean): boolean {
  try {
    return verify()
  } catch {
    return false
  }
}
