// What a signature is worth does not depend on whether libsodium is there: it may only say yes where OpenSSL does.
import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, test } from 'node:test'
import { ed25519 } from '@noble/curves/ed25519.js'
import * as fc from 'fast-check'
import { oddSignatures } from '@maru/testing/odd-signatures.ts'
import type { SignatureCheck } from '@maru/kernel/crypto/host.ts'
import { checkByOpenssl, createSignatureCheck } from './check.ts'
import { loadSodium } from './sodium.ts'

const sodium = loadSodium()
const skip = !sodium && 'libsodium brings no binary for this system'

const isTakenBySodium = ({ signature, message, publicKey }: SignatureCheck): boolean =>
  sodium!(signature, message, publicKey)

describe('libsodium', { skip }, () => {
  const check = createSignatureCheck(sodium)

  test('takes no odd signature that OpenSSL refuses, with points of small order too', () => {
    for (const { name, check: odd } of oddSignatures) {
      if (isTakenBySodium(odd)) assert.ok(checkByOpenssl(odd), name)
      assert.equal(check(odd), checkByOpenssl(odd), name)
    }
  })

  test('takes the signatures of signers, so that OpenSSL is seldom asked', () => {
    const valid = oddSignatures.filter(({ isValid }) => isValid)
    assert.ok(valid.length > 100)
    for (const { name, check: odd } of valid) assert.ok(isTakenBySodium(odd), name)
  })

  test('takes no changed signature that OpenSSL refuses', () => {
    fc.assert(
      fc.property(changed, (each) => {
        const expected = checkByOpenssl(each)
        assert.ok(!isTakenBySodium(each) || expected)
      }),
      { numRuns: 10_000 },
    )
  })
})

/** Bytes of key, R, S or message changed, parts swapped for those of odd signatures, the order added to S. */
const changed: fc.Arbitrary<SignatureCheck> = fc
  .record({
    base: fc.constantFrom(...oddSignatures.map(({ check }) => check)),
    other: fc.constantFrom(...oddSignatures.map(({ check }) => check)),
    part: fc.constantFrom('key', 'R', 'S', 'order', 'message', 'bit'),
    at: fc.nat(95),
    bit: fc.nat(7),
  })
  .map(({ base, other, part, at, bit }) => {
    const [publicKey, signature] = [base.publicKey.slice(), base.signature.slice()]
    if (part === 'key') publicKey.set(other.publicKey)
    if (part === 'R') signature.set(other.signature.subarray(0, 32))
    if (part === 'S') signature.set(other.signature.subarray(32), 32)
    if (part === 'order') signature.set(plusOrder(signature.subarray(32)), 32)
    if (part === 'bit') (at < 32 ? publicKey : signature)[at % 64]! ^= 1 << bit
    return { ...base, publicKey, signature, message: part === 'message' ? other.message : base.message }
  })

const plusOrder = (scalar: Uint8Array): Uint8Array => {
  const { ORDER } = ed25519.Point.Fn
  const number = BigInt(`0x${Buffer.from(scalar).reverse().toString('hex')}`)
  return Buffer.from((number + ORDER).toString(16).padStart(64, '0').slice(-64), 'hex').reverse()
}

describe('a library that judges otherwise is not used:', () => {
  const strange = {
    'one that multiplies by the cofactor': (
      signature: Uint8Array,
      message: Uint8Array,
      publicKey: Uint8Array,
    ) => ed25519.verify(signature, message, publicKey, { zip215: false }),
    'one that takes everything': () => true,
    'one that takes nothing': () => false,
    'one that fails': () => {
      throw new Error('no')
    },
  }
  for (const [name, verify] of Object.entries(strange)) {
    test(name, () =>
      assert.equal(
        loadSodium(() => verify),
        undefined,
      ),
    )
  }

  test('one that is not there', () => {
    const load = () => {
      throw new Error("Cannot find addon '.'")
    }
    assert.equal(loadSodium(load), undefined)
  })
})

test('without libsodium OpenSSL answers alone, and alike', () => {
  const alone = createSignatureCheck(undefined)
  for (const { name, check: odd } of oddSignatures) assert.equal(alone(odd), checkByOpenssl(odd), name)
})

test('ES256 is OpenSSL’s, whatever libsodium says', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const message = Buffer.from('a vote')
  const valid: SignatureCheck = {
    algorithm: 'ES256',
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-65),
    message,
    signature: sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  }
  const check = createSignatureCheck(() => true)
  assert.ok(check(valid))
  assert.ok(!check({ ...valid, message: Buffer.from('another') }))
})
