import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryTree, hex, sha256 } from './fixtures.test.ts'
import { encodeCommitmentProof } from './ics23-bytes.ts'
import { decodeCommitmentProof } from './ics23-read.ts'
import { verifyAbsence, verifyMembership } from './verify.ts'

const made = createMemoryTree()
const values = new Map(
  Array.from({ length: 40 }, (_, number) => {
    const value = Uint8Array.of(number, 1, 2, 3)
    return [hex(sha256(Uint8Array.of(number))), value] as const
  }),
)
made.write([...values].map(([key, value]) => [Uint8Array.from(Buffer.from(key, 'hex')), sha256(value)]))
const { tree } = made
const there = sha256(Uint8Array.of(7))
const missing = sha256(Uint8Array.of(200))
const membership = encodeCommitmentProof(tree.proveMembership(there, values.get(hex(there))!)!)
const absence = encodeCommitmentProof(tree.proveAbsence(missing, (key) => values.get(hex(key)))!)

const provesThere = (bytes: Uint8Array): boolean => {
  const proof = decodeCommitmentProof(bytes)
  return proof !== undefined && verifyMembership(sha256, tree.root(), there, values.get(hex(there))!, proof)
}
const provesMissing = (bytes: Uint8Array): boolean => {
  const proof = decodeCommitmentProof(bytes)
  return proof !== undefined && verifyAbsence(sha256, tree.root(), missing, proof)
}

test('a proof is read back as it was written', () => {
  for (const bytes of [membership, absence])
    assert.deepEqual(encodeCommitmentProof(decodeCommitmentProof(bytes)!), bytes)
  assert.ok(provesThere(membership))
  assert.ok(provesMissing(absence))
})

test('no bit of a proof can be changed, left out or added', () => {
  for (const [bytes, proves] of [
    [membership, provesThere],
    [absence, provesMissing],
  ] as const) {
    for (let at = 0; at < bytes.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const changed = Uint8Array.from(bytes)
        changed[at]! ^= 1 << bit
        assert.ok(!proves(changed), `byte ${at}, bit ${bit}`)
      }
      assert.ok(!proves(bytes.subarray(0, at)), `cut at ${at}`)
    }
    assert.ok(!proves(Uint8Array.of(...bytes, 0)))
    assert.ok(!proves(Uint8Array.of(...bytes, ...bytes)))
  }
})

test('a number that a proof cannot have is no number', () => {
  assert.equal(decodeCommitmentProof(Uint8Array.of(0x0a, 0x80, 0x80, 0x80, 0x80, 0x80, 1)), undefined)
})
