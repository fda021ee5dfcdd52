// What a signature is worth does not depend on the library: with the points that the kernel refuses, all say the same.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHost } from '@maru/engines/host.ts'
import { verifyEd25519 as opensslSays } from '@maru/engines/verify-ed25519.ts'
import { services } from '@maru/services/index.ts'
import { oddSignatures, type OddSignature } from '@maru/testing/odd-signatures.ts'
import { verifyEd25519 as nobleSays, verifySignature as webCryptoSays } from '@maru/web/city/verify.ts'
import { checkSignatures } from '../cosignatures.ts'
import { createRules } from '../rules.ts'
import { parseTransaction, prepareTransaction } from '../transaction.ts'
import type { SignatureCheck } from './host.ts'
import { hasPlainPoints } from './small-order.ts'

type Says = (check: SignatureCheck) => boolean | Promise<boolean>

const libraries: { readonly [name: string]: Says } = {
  'Node, at once': ({ publicKey, message, signature }) => opensslSays(publicKey, message, signature),
  'Node, as engines and recounts ask it': createHost().verifySignature,
  'WebCrypto, as browsers ask it': webCryptoSays,
  'noble, where a browser lacks Ed25519': ({ publicKey, message, signature }) =>
    nobleSays(publicKey, message, signature),
}

const differingFrom = async (expected: (odd: OddSignature) => boolean, says: Says): Promise<string[]> => {
  const names: string[] = []
  for (const odd of oddSignatures) {
    const isTaken = hasPlainPoints(odd.check) && (await says(odd.check))
    if (isTaken !== expected(odd)) names.push(`${odd.name}: ${isTaken}`)
  }
  return names
}

for (const [name, says] of Object.entries(libraries)) {
  test(`${name}: takes and refuses what the collected vectors say`, async () => {
    assert.deepEqual(await differingFrom(({ isValid }) => isValid, says), [])
  })
}

test('the vectors hold what is taken and what is refused, by the points alone and by the equation', () => {
  const count = (which: (odd: OddSignature) => boolean): number => oddSignatures.filter(which).length
  assert.equal(
    count(({ isValid }) => isValid),
    128,
  )
  assert.ok(count(({ check, isValid }) => !isValid && hasPlainPoints(check)) > 80)
  assert.ok(count(({ check }) => !hasPlainPoints(check)) > 500)
})

test('a transaction under a key of small order is refused though the library would take it', async () => {
  const { hash } = createHost()
  const takesAll = { verifySignature: async () => true, verifyMembership: async () => [] }
  const rules = createRules(services, hash)
  const payload = { chain: 'dev-1', validUntil: 1_000, salt: new Uint8Array(8) }
  const codeOf = async (publicKey: Uint8Array, bound: Uint8Array): Promise<string | undefined> => {
    const key = { algorithm: 'Ed25519', publicKey: bound, proof: sound.signature }
    const input = { ...key, district: 'jongno', birthYearBand: 1980 }
    const wish = { ...payload, service: 'residents', action: 'enrol-resident', input }
    const parsed = parseTransaction(
      prepareTransaction('Ed25519', publicKey, wish).finish(sound.signature),
      hash,
    )
    assert.ok(parsed.ok)
    return checkSignatures(rules, takesAll, parsed.value)
  }
  const sound = oddSignatures.find(({ isValid }) => isValid)!.check
  const small = new Uint8Array(32)
  assert.equal(await codeOf(sound.publicKey, sound.publicKey), undefined)
  assert.equal(await codeOf(small, sound.publicKey), 'T7-bad-signature')
  assert.equal(await codeOf(sound.publicKey, small), 'T15-bad-cosignature')
})

test('no point that a signer makes is refused', () => {
  for (const { check, isValid } of oddSignatures) if (isValid) assert.ok(hasPlainPoints(check))
})

test('points are judged for Ed25519 only', () => {
  const check = { publicKey: new Uint8Array(65), message: new Uint8Array(0), signature: new Uint8Array(64) }
  assert.ok(hasPlainPoints({ algorithm: 'ES256', ...check }))
  assert.ok(!hasPlainPoints({ algorithm: 'Ed25519', ...check }))
})
