/**
 * Many membership proofs checked at once. A Groth16 proof (A, B, C) of the signals s holds when
 *
 *   e(A, B) = e(alpha, beta) e(IC0 + s1 IC1 + ... + s4 IC4, gamma) e(C, delta)
 *
 * To check n of them, each equation is raised to a weight of its own and all are multiplied: the right side shrinks to
 * three pairings however many there are, and what is left for each is one Miller loop and two short multiplications.
 * Should one proof be bad, the product is one only by luck of 1 in 2^128. The weights come out of a hash of all that
 * is checked, so nobody can choose proofs to fit them, and everyone who checks the same finds the same.
 */
import type { Hash, MembershipCheck } from '../crypto/host.ts'
import { hexToBytes } from '../codec/hex.ts'
import { bytesToNumber, groupOrder, numberToBytes } from './numbers.ts'
import { isCanonical, publicSignals } from './membership.ts'
import verificationKey from './verification-key.json' with { type: 'json' }

/** What the host does on the curve BN254. */
export interface Pairing<G1, G2> {
  /** Of 64 bytes, two canonical coordinates; undefined for what is no point of the curve. */
  readonly readG1: (bytes: Uint8Array) => G1 | undefined
  /** Of 128 bytes as EIP-197 orders them; undefined also for points outside of the group of prime order. */
  readonly readG2: (bytes: Uint8Array) => G2 | undefined
  /** The sum of each point times its scalar. */
  readonly sum: (points: readonly G1[], scalars: readonly bigint[]) => G1
  readonly multiply: (point: G1, scalar: bigint) => G1
  /** Whether the pairings of all, multiplied, are one. */
  readonly isOne: (pairs: readonly (readonly [G1, G2])[]) => boolean
}

export const createBatchVerifier = <G1, G2>(hash: Hash, curve: Pairing<G1, G2>) => {
  const key = readKey(curve)

  /** One answer for each. Halves of a batch that fails are checked by themselves, down to the proofs that are bad. */
  return (checks: readonly MembershipCheck[]): readonly boolean[] => {
    const answers = checks.map(() => false)
    const readable = checks.flatMap((check, at) => {
      const claim = readClaim(curve, check)
      return claim ? [{ ...claim, at }] : []
    })
    const settle = (claims: typeof readable, isKnownBad = false): void => {
      if (claims.length === 0) return
      if (!isKnownBad && holdTogether(hash, curve, key, claims)) {
        for (const { at } of claims) answers[at] = true
        return
      }
      if (claims.length === 1) return
      const half = claims.length >> 1
      const [left, right] = [claims.slice(0, half), claims.slice(half)]
      settle(left)
      // If all of the first half hold, the fault is known to be in the second.
      settle(
        right,
        left.every(({ at }) => answers[at]),
      )
    }
    for (let at = 0; at < readable.length; at += batchMax) settle(readable.slice(at, at + batchMax))
    return answers
  }
}

/** Larger batches gain nothing: what they share, three pairings and an exponentiation, is less than two proofs cost. */
const batchMax = 512

interface Claim<G1, G2> {
  readonly a: G1
  readonly b: G2
  readonly c: G1
  readonly signals: readonly bigint[]
  readonly bytes: readonly Uint8Array[]
}

const readClaim = <G1, G2>(curve: Pairing<G1, G2>, check: MembershipCheck): Claim<G1, G2> | undefined => {
  const { root, nullifier, message, scope, proof } = check
  if (!isCanonical(check)) return undefined
  const a = curve.readG1(proof.subarray(0, 64))
  const c = a && curve.readG1(proof.subarray(192, 256))
  const b = c && curve.readG2(proof.subarray(64, 192))
  if (!a || !b || !c) return undefined
  return { a, b, c, signals: publicSignals(check), bytes: [root, nullifier, message, scope, proof] }
}

type Key<G1, G2> = ReturnType<typeof readKey<G1, G2>>

const readKey = <G1, G2>(curve: Pairing<G1, G2>) => {
  const { alpha, beta, gamma, delta, ic } = verificationKey
  const g1 = (hex: string): G1 => whole(curve.readG1(hexToBytes(hex)))
  const g2 = (hex: string): G2 => whole(curve.readG2(hexToBytes(hex)))
  return { alpha: g1(alpha), beta: g2(beta), gamma: g2(gamma), delta: g2(delta), ic: ic.map(g1) }
}

const whole = <Point>(point: Point | undefined): Point => {
  if (point === undefined) throw new Error('the verification key has a point that is not on the curve')
  return point
}

const holdTogether = <G1, G2>(
  hash: Hash,
  curve: Pairing<G1, G2>,
  key: Key<G1, G2>,
  claims: readonly Claim<G1, G2>[],
): boolean => {
  const weights = weightsOf(hash, claims)
  const total = weights.reduce((sum, weight) => sum + weight, 0n) % groupOrder
  const signals = key.ic
    .slice(1)
    .map(
      (_, at) =>
        claims.reduce((sum, claim, index) => sum + weights[index]! * claim.signals[at]!, 0n) % groupOrder,
    )
  // The left side is negated by the group's order: e(-wA, B).
  return curve.isOne([
    ...claims.map(({ a, b }, index) => [curve.multiply(a, groupOrder - weights[index]!), b] as const),
    [curve.multiply(key.alpha, total), key.beta],
    [curve.sum(key.ic, [total, ...signals]), key.gamma],
    [
      curve.sum(
        claims.map(({ c }) => c),
        weights,
      ),
      key.delta,
    ],
  ])
}

/** 128 bits each, by SHA-256 of the place in the batch and the hash of all of it. */
const weightsOf = (hash: Hash, claims: readonly Claim<unknown, unknown>[]): readonly bigint[] => {
  const seed = hash(joined(claims.flatMap(({ bytes }) => bytes)))
  return claims.map((_, index) =>
    bytesToNumber(hash(joined([seed, numberToBytes(BigInt(index))])).subarray(0, 16)),
  )
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
