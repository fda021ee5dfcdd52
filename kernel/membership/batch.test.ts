// Proofs that Semaphore's own library made, checked here as it checks them: one by one, together, and damaged.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { bn254 } from '@noble/curves/bn254.js'
import { verifyProof } from '@semaphore-protocol/proof'
import * as fc from 'fast-check'
import { createHost } from '@maru/engines/host.ts'
import { hexToBytes } from '../codec/hex.ts'
import type { MembershipCheck } from '../crypto/host.ts'
import { bytesToNumber, fieldOrder, groupOrder, numberToBytes } from './numbers.ts'
import { publicSignals } from './membership.ts'
import key from './verification-key.json' with { type: 'json' }
import semaphore from './vectors/semaphore-proofs.json' with { type: 'json' }

const { verifyMembership } = createHost()

const checks: readonly MembershipCheck[] = semaphore.vectors.map(
  ({ root, nullifier, message, scope, proof }) => ({
    root: hexToBytes(root),
    nullifier: hexToBytes(nullifier),
    message: hexToBytes(message),
    scope: hexToBytes(scope),
    proof: hexToBytes(proof),
  }),
)

/** What Semaphore's library says. It throws where a number is too large. */
const semaphoreSays = (check: MembershipCheck): Promise<boolean> =>
  verifyProof({
    merkleTreeDepth: key.depth,
    merkleTreeRoot: String(bytesToNumber(check.root)),
    nullifier: String(bytesToNumber(check.nullifier)),
    message: String(bytesToNumber(check.message)),
    scope: String(bytesToNumber(check.scope)),
    points: coordinates(check.proof).map(String) as never,
  }).catch(() => false)

const coordinates = (proof: Uint8Array): bigint[] =>
  Array.from({ length: 8 }, (_, at) => bytesToNumber(proof.subarray(32 * at, 32 * at + 32)))

const withCoordinates = (proof: Uint8Array, change: (numbers: bigint[]) => bigint[]): Uint8Array =>
  Uint8Array.from(change(coordinates(proof)).flatMap((number) => [...numberToBytes(number)]))

after(async () => {
  // Its worker threads would keep this process alive.
  await (globalThis as { curve_bn128?: { terminate: () => Promise<void> } }).curve_bn128?.terminate()
})

test('proofs of groups of 1 to 100 hold, together and each alone', async () => {
  assert.ok((await verifyMembership(checks)).every(Boolean))
  for (const check of checks) assert.deepEqual(await verifyMembership([check]), [true])
  assert.deepEqual(await verifyMembership([]), [])
})

test('whatever is damaged and wherever it stands, each answer is that of Semaphore', async () => {
  const part = fc.constantFrom('root', 'nullifier', 'message', 'scope', 'proof')
  const damage = fc.record({ of: fc.nat(checks.length - 1), part, bit: fc.nat(), with: fc.nat() })
  const property = fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (damages) => {
    const batch = [...checks]
    for (const { of, part, bit, with: other } of damages) {
      const bytes = Uint8Array.from(batch[of]![part])
      if (other % 4 === 0) bytes.set(checks[other % checks.length]![part])
      else bytes[(bit >> 3) % bytes.length]! ^= 1 << (bit & 7)
      batch[of] = { ...batch[of]!, [part]: bytes }
    }
    const answers = await verifyMembership(batch)
    const touched = [...new Set(damages.map(({ of }) => of))]
    for (const at of touched) assert.equal(answers[at], await semaphoreSays(batch[at]!), `proof ${at}`)
    assert.ok(answers.every((valid, at) => valid || touched.includes(at)))
  })
  await fc.assert(property, { seed: 197, numRuns: 40 })
})

describe('one bad proof in a batch is named, and refused as Semaphore refuses it', () => {
  const [good, other] = checks as [MembershipCheck, MembershipCheck]
  const changed = (change: (numbers: bigint[]) => bigint[]): MembershipCheck => ({
    ...good,
    proof: withCoordinates(good.proof, change),
  })
  const negated = (y: bigint): bigint => fieldOrder - y
  const cases: { readonly [title: string]: MembershipCheck } = {
    'of another message': { ...good, message: other.message },
    'of another scope': { ...good, scope: checks[2]!.scope },
    'of another root': { ...good, root: checks[2]!.root },
    'with the nullifier of another': { ...good, nullifier: other.nullifier },
    'the proof of another': { ...good, proof: other.proof },
    'all zeros, the point at infinity of EIP-197': { ...good, proof: new Uint8Array(256) },
    'A off the curve': changed(([x, y, ...rest]) => [x!, y! + 1n, ...rest]),
    'B off the curve': changed((n) => n.with(5, (n[5]! + 1n) % fieldOrder)),
    'C off the curve': changed((n) => n.with(7, (n[7]! + 1n) % fieldOrder)),
    'A on the other side': changed((n) => n.with(1, negated(n[1]!))),
    'A and C swapped': changed(([ax, ay, b1, b2, b3, b4, cx, cy]) => [
      cx!,
      cy!,
      b1!,
      b2!,
      b3!,
      b4!,
      ax!,
      ay!,
    ]),
    'the parts of B in the other order': changed(([ax, ay, b1, b2, b3, b4, ...c]) => [
      ax!,
      ay!,
      b2!,
      b1!,
      b4!,
      b3!,
      ...c,
    ]),
    'B on the curve, but outside of the group': changed(([ax, ay, , , , , ...c]) => [
      ax!,
      ay!,
      ...strayPoint(),
      ...c,
    ]),
  }
  for (const [title, bad] of Object.entries(cases)) {
    test(title, async () => {
      assert.equal(await semaphoreSays(bad), false)
      assert.deepEqual(await verifyMembership([bad]), [false])
      for (const at of [0, 3]) {
        const answers = await verifyMembership([...checks.slice(0, at), bad, ...checks.slice(at, 4)])
        assert.deepEqual(
          answers.flatMap((valid, index) => (valid ? [] : [index])),
          [at],
        )
      }
    })
  }

  test('numbers that are the same modulo the order, but not in their one form', async () => {
    const bad = [
      { ...good, root: numberToBytes(bytesToNumber(good.root) + groupOrder) },
      { ...good, nullifier: numberToBytes(bytesToNumber(good.nullifier) + groupOrder) },
      changed((n) => n.with(0, n[0]! + fieldOrder)),
    ]
    assert.deepEqual(await verifyMembership([good, ...bad]), [true, false, false, false])
  })
})

test('a proof that anyone made into other bytes holds as well, with the same nullifier', async () => {
  const [a, b] = [checks[0]!, checks[0]!.proof]
  const read = (at: number) => coordinates(b).slice(at, at + 2) as [bigint, bigint]
  // e(2A, B/2) = e(A, B).
  const half = (groupOrder + 1n) / 2n
  const [ax, ay] = read(0)
  const twice = bn254.G1.Point.fromAffine({ x: ax, y: ay }).double().toAffine()
  const [x1, x0, y1, y0] = coordinates(b).slice(2, 6) as [bigint, bigint, bigint, bigint]
  const point = bn254.G2.Point.fromAffine({ x: { c0: x0, c1: x1 }, y: { c0: y0, c1: y1 } })
  const halved = point.multiply(half).toAffine()
  const turned = withCoordinates(b, (n) => [
    ...[twice.x, twice.y, halved.x.c1, halved.x.c0, halved.y.c1, halved.y.c0],
    ...n.slice(6),
  ])
  assert.notDeepEqual(turned, b)
  assert.ok(await semaphoreSays({ ...a, proof: turned }))
  assert.deepEqual(await verifyMembership([{ ...a, proof: turned }]), [true])
})

test('the public signals fit the field', () => {
  for (const check of checks) assert.ok(publicSignals(check).every((signal) => signal < groupOrder))
})

/** A point of the twist that is in no group of prime order, as almost all of them. */
function strayPoint(): readonly bigint[] {
  const { Fp2 } = bn254.fields
  const b = Fp2.div(Fp2.fromBigTuple([3n, 0n]), Fp2.fromBigTuple([9n, 1n]))
  for (let real = 1n; ; real++) {
    const x = Fp2.fromBigTuple([real, 1n])
    try {
      const y = Fp2.sqrt(Fp2.add(Fp2.mul(Fp2.sqr(x), x), b))
      return [x.c1, x.c0, y.c1, y.c0]
    } catch {
      // Half of all numbers are no squares.
    }
  }
}
