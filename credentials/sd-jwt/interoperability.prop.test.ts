// Any claims, disclosed in any way: what is shown is what was chosen, here and in @sd-jwt/core.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { SDJwtInstance } from '@sd-jwt/core'
import { holder, holderJwk, issueMadeUp, issuer, nowSeconds } from '@maru/testing/made-up-credential.ts'
import { peerKeys } from '@maru/testing/sd-jwt-peer.ts'
import * as fc from 'fast-check'
import { isObject, type Json, type JsonObject } from '../json.ts'
import { presentSdJwt } from './present.ts'
import type { Path } from './unpack.ts'
import { verifySdJwt } from './verify.ts'

const name = fc.constantFrom('a', 'b', 'c', '이름', '__proto__', 'constructor', 'a b')
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .uniqueArray(fc.tuple(name, tie('value')), { maxLength: 3, selector: ([key]) => key })
      .map((entries) => Object.fromEntries(entries)),
  ),
}))
const claims = fc
  .uniqueArray(fc.tuple(name, value), { minLength: 1, maxLength: 4, selector: ([key]) => key })
  .map((entries): JsonObject => Object.fromEntries(entries))

const pathsIn = (value: Json, path: Path = []): readonly Path[] => [
  ...(path.length > 0 ? [path] : []),
  ...(Array.isArray(value)
    ? (value as readonly Json[]).flatMap((item, index) => pathsIn(item, [...path, index]))
    : isObject(value)
      ? Object.entries(value).flatMap(([key, item]) => pathsIn(item, [...path, key]))
      : []),
]

const case_ = claims.chain((claims) =>
  fc.record({ claims: fc.constant(claims), disclosable: fc.subarray([...pathsIn(claims)]), shown: fc.nat() }),
)
const verifying = { issuerKey: () => issuer.publicKey, types: ['dc+sd-jwt'], nowSeconds }

describe('any credential', () => {
  test('comes back whole when all of it is disclosed, and @sd-jwt/core agrees', async () => {
    const peer = new SDJwtInstance<{ [name: string]: unknown }>(peerKeys(issuer, holder))
    await fc.assert(
      fc.asyncProperty(case_, async ({ claims, disclosable }) => {
        const text = await issueMadeUp({ claims, disclosable })
        const verified = await verifySdJwt(text, { ...verifying, binding: null })
        assert.deepEqual(
          Object.entries(verified.claims).toSorted(byName),
          Object.entries(claims).toSorted(byName),
        )
        assert.equal(verified.placed.length, disclosable.length)
        if (JSON.stringify(claims).includes('__proto__')) return
        const { payload } = await peer.verify(text)
        assert.deepEqual(payload, verified.claims)
      }),
      { numRuns: 60 },
    )
  })

  test('shows nothing but the chosen claims and what encloses them', async () => {
    await fc.assert(
      fc.asyncProperty(case_, async ({ claims, disclosable, shown }) => {
        const issued = await issueMadeUp({ claims, disclosable })
        const chosen = disclosable[shown % Math.max(1, disclosable.length)]
        const shownText = await presentSdJwt(issued, chosen ? [chosen] : [])
        const whole = await verifySdJwt(issued, { ...verifying, binding: null })
        const part = await verifySdJwt(shownText, { ...verifying, binding: null })
        const isRelated = (path: Path): boolean =>
          chosen !== undefined &&
          path.every((step, index) => chosen[index] === undefined || chosen[index] === step)
        assert.deepEqual(
          part.placed.map(({ text }) => text),
          whole.placed.filter(({ path }) => isRelated(path)).map(({ text }) => text),
        )
      }),
      { numRuns: 60 },
    )
  })

  test('issued and shown by @sd-jwt/core is accepted here with its key binding', async () => {
    const peer = new SDJwtInstance<{ [name: string]: unknown }>(peerKeys(issuer, holder))
    const text = await peer.issue(
      { cnf: { jwk: holderJwk }, district: 'river', age: { over_19: true }, grants: ['pool', 'library'] },
      { _sd: ['district', 'age'], _sd_decoy: 2, age: { _sd: ['over_19'] }, grants: { _sd: [0, 1] } },
      { header: { typ: 'dc+sd-jwt' } },
    )
    const shown = await peer.present(
      text,
      { age: { over_19: true }, grants: { 1: true } },
      { kb: { payload: { iat: nowSeconds, aud: 'library', nonce: 'n' } } },
    )
    const wanted = { nonce: 'n', audience: 'library', ageSecondsMax: 60 }
    const { claims } = await verifySdJwt(shown, { ...verifying, binding: wanted })
    assert.deepEqual(claims, { cnf: { jwk: holderJwk }, age: { over_19: true }, grants: ['library'] })
  })

  test('shown here is accepted by @sd-jwt/core with its key binding', async () => {
    const peer = new SDJwtInstance<{ [name: string]: unknown }>(peerKeys(issuer, holder))
    const shown = await presentSdJwt(
      await issueMadeUp(),
      [
        ['age', 'over_14'],
        ['grants', null],
      ],
      {
        nonce: 'n',
        audience: 'library',
        issuedAtSeconds: nowSeconds,
        key: holder.privateKey,
        algorithm: 'ES256',
      },
    )
    const options = { keyBindingNonce: 'n', currentDate: nowSeconds }
    const { payload, kb } = await peer.verify(shown, options)
    assert.partialDeepStrictEqual(payload, { age: { over_14: true }, grants: ['pool', 'library'] })
    assert.equal(kb?.payload.aud, 'library')
  })
})

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)
