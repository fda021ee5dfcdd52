// Everything RFC 9901 says must be refused, and the three that @sd-jwt/core 0.19.0 accepts.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { SDJwtInstance } from '@sd-jwt/core'
import { decodeJson, encodeJson } from '../base64url.ts'
import type { Json, JsonObject } from '../json.ts'
import { signJwt } from '../jwt.ts'
import { claims, holder, issueMadeUp, issuer, nowSeconds } from '@maru/testing/made-up-credential.ts'
import { CredentialProblem } from '../problem.ts'
import { digestOf } from './disclosure.ts'
import { peerKeys } from '@maru/testing/sd-jwt-peer.ts'
import { presentSdJwt, type Binding } from './present.ts'
import { verifySdJwt, type Verifying } from './verify.ts'

const header = { alg: 'ES256', typ: 'dc+sd-jwt' }
const binding: Binding = {
  nonce: 'n-1',
  audience: 'https://library.example',
  issuedAtSeconds: nowSeconds,
  key: holder.privateKey,
  algorithm: 'ES256',
}
const wanted = { nonce: 'n-1', audience: 'https://library.example', ageSecondsMax: 300 }
const unbound: Verifying = {
  issuerKey: () => issuer.publicKey,
  types: ['dc+sd-jwt'],
  nowSeconds,
  binding: null,
}
const bound: Verifying = { ...unbound, binding: wanted }

const codeOf = async (text: string, verifying = unbound): Promise<string> => {
  try {
    await verifySdJwt(text, verifying)
    return 'accepted'
  } catch (error) {
    if (error instanceof CredentialProblem) return error.code
    throw error
  }
}

/** A JWT of the issuer's own, as no honest one would sign it, with disclosures given as their parts. */
const madeUp = async (
  payload: (digests: readonly string[]) => JsonObject,
  disclosures: readonly (readonly Json[])[] = [],
  typed: object = header,
): Promise<string> => {
  const texts = disclosures.map((parts) => encodeJson(parts))
  const digests = await Promise.all(texts.map((text) => digestOf(text, 'sha-256')))
  const jwt = await signJwt({ ...header, ...typed }, payload(digests), issuer.privateKey)
  return [jwt, ...texts, ''].join('~')
}

describe('an SD-JWT is refused', () => {
  test('with a disclosure that nothing refers to, that stands twice, or that was changed, which a library accepts', async () => {
    const issued = await issueMadeUp()
    const [jwt = '', first = '', ...others] = issued.split('~')
    const [salt, name] = decodeJson(first) as string[]
    const changed = [jwt, encodeJson([salt!, name!, 'mountain']), ...others].join('~')
    const foreign = issued + encodeJson(['c2FsdHNhbHRzYWx0c2Fs', 'mayor', true]) + '~'
    const twice = issued + first + '~'
    const peer = new SDJwtInstance<{ [name: string]: unknown }>(peerKeys(issuer, holder))
    for (const text of [changed, foreign, twice]) await peer.verify(text)
    assert.equal(await codeOf(changed), 'W6-disclosure-unreferenced')
    assert.equal(await codeOf(foreign), 'W6-disclosure-unreferenced')
    assert.equal(await codeOf(twice), 'W7-disclosure-repeated')
  })

  const salt = 'MDEyMzQ1Njc4OWFiY2RlZg'
  const payloads: readonly (readonly [string, Promise<string>, string])[] = [
    ['with a digest twice', madeUp(([a]) => ({ _sd: [a!, a!] }), [[salt, 'x', 1]]), 'W8-digest-repeated'],
    [
      'with a digest twice, at two depths, disclosed or not',
      madeUp(() => ({ _sd: ['abc'], inner: [{ '...': 'abc' }] })),
      'W8-digest-repeated',
    ],
    [
      'with a digest twice, once inside another disclosure',
      madeUp(([a]) => ({ _sd: [a!, 'abc'] }), [[salt, 'x', { _sd: ['abc'] }]]),
      'W8-digest-repeated',
    ],
    ['with _sd_alg unknown', madeUp(() => ({ _sd_alg: 'md5' })), 'W5-hash-algorithm'],
    ['with _sd_alg no text', madeUp(() => ({ _sd_alg: 7 })), 'W5-hash-algorithm'],
    ['with _sd_alg nested', madeUp(() => ({ inner: { _sd_alg: 'sha-256' } })), 'W12-reserved-claim'],
    [
      'with _sd_alg nested in a disclosure',
      madeUp(([a]) => ({ _sd: [a!] }), [[salt, 'x', { _sd_alg: 'sha-256' }]]),
      'W12-reserved-claim',
    ],
    ['with _sd no list', madeUp(() => ({ _sd: 'abc' })), 'W12-reserved-claim'],
    ['with _sd a list of other than text', madeUp(() => ({ _sd: [1] })), 'W12-reserved-claim'],
    ['with ... outside a list', madeUp(() => ({ '...': 'abc' })), 'W12-reserved-claim'],
    ['with ... beside another', madeUp(() => ({ a: [{ '...': 'abc', b: 1 }] })), 'W12-reserved-claim'],
    ['with a claim called _sd', madeUp(([a]) => ({ _sd: [a!] }), [[salt, '_sd', ['abc']]]), 'W10-claim-name'],
    ['with a claim called ...', madeUp(([a]) => ({ _sd: [a!] }), [[salt, '...', 'abc']]), 'W10-claim-name'],
    [
      'with a claim called _sd_alg',
      madeUp(([a]) => ({ _sd: [a!] }), [[salt, '_sd_alg', 'md5']]),
      'W10-claim-name',
    ],
    [
      'with a claim that is there already',
      madeUp(([a]) => ({ _sd: [a!], x: 1 }), [[salt, 'x', 2]]),
      'W11-claim-collision',
    ],
    [
      'with two disclosures of one name',
      madeUp(
        ([a, b]) => ({ _sd: [a!, b!] }),
        [
          [salt, 'x', 1],
          [salt, 'x', 2],
        ],
      ),
      'W11-claim-collision',
    ],
    [
      'with a named claim in a list',
      madeUp(([a]) => ({ list: [{ '...': a! }] }), [[salt, 'x', 1]]),
      'W9-disclosure-malformed',
    ],
    [
      'with a nameless one in an object',
      madeUp(([a]) => ({ _sd: [a!] }), [[salt, 1]]),
      'W9-disclosure-malformed',
    ],
    [
      'with four parts in a disclosure',
      madeUp(([a]) => ({ _sd: [a!] }), [[salt, 'x', 1, 2]]),
      'W9-disclosure-malformed',
    ],
    [
      'with a salt that is no text',
      madeUp(([a]) => ({ _sd: [a!] }), [[1, 'x', 1]]),
      'W9-disclosure-malformed',
    ],
    [
      'with exp in the past, though it was disclosed',
      madeUp(([a]) => ({ _sd: [a!] }), [[salt, 'exp', nowSeconds]]),
      'W13-expired',
    ],
    ['with exp no number', madeUp(() => ({ exp: '2100' })), 'W1-malformed'],
    ['before its time', madeUp(() => ({ nbf: nowSeconds + 61 })), 'W14-not-yet'],
    ['under another type', madeUp(() => ({}), [], { typ: 'JWT' }), 'W4-type'],
    ['nested without end', madeUp(() => nested(40)), 'W1-malformed'],
  ]
  for (const [what, text, code] of payloads)
    test(what, async () => assert.equal(await codeOf(await text), code))

  test('with alg none, with HS256 under the public key, with a byte of it changed, by another key', async () => {
    const issued = await issueMadeUp()
    const [, payload = '', signature = ''] = (issued.split('~')[0] ?? '').split('.')
    const none = `${encodeJson({ alg: 'none', typ: 'dc+sd-jwt' })}.${payload}.${signature}~`
    assert.equal(await codeOf(none), 'W2-algorithm')
    const shared = await signJwt({ alg: 'HS256', typ: 'dc+sd-jwt' }, claims, {
      kty: 'oct',
      k: 'c2hhcmVkc2hhcmVkc2hhcmVkc2hhcmVkc2hhcmVk',
    })
    assert.equal(await codeOf(`${shared}~`), 'W2-algorithm')
    const altered = issued.replace(/\.[\w-]{4}/, '.AAAA')
    assert.ok(['W1-malformed', 'W3-signature'].includes(await codeOf(altered)))
    const stranger = await issueMadeUp({ key: holder.privateKey })
    assert.equal(await codeOf(stranger), 'W3-signature')
  })

  test('in any other form', async () => {
    const issued = await issueMadeUp()
    for (const text of ['', '~', 'a.b.c', `${issued}~`, issued.slice(0, -1), ` ${issued}`, `${issued}=~`])
      assert.notEqual(await codeOf(text), 'accepted', JSON.stringify(text.slice(-20)))
    assert.equal(await codeOf(`${issued}${'A'.repeat(70_000)}~`), 'W1-malformed')
    assert.equal(await codeOf(`${issued.split('~')[0]}~AB~`), 'W1-malformed')
  })
})

describe('a presentation is refused', () => {
  const changes: readonly (readonly [string, Partial<Binding>, string])[] = [
    ['for another nonce', { nonce: 'n-2' }, 'W18-wrong-nonce'],
    ['for another reader, who passed it on', { audience: 'https://pool.example' }, 'W19-wrong-audience'],
    ['that was signed too long ago', { issuedAtSeconds: nowSeconds - 301 }, 'W20-too-old'],
    ['that was signed in the future', { issuedAtSeconds: nowSeconds + 61 }, 'W14-not-yet'],
    ['that another key has signed', { key: issuer.privateKey }, 'W17-holder-key'],
  ]
  for (const [what, change, code] of changes)
    test(what, async () => {
      const shown = await presentSdJwt(await issueMadeUp(), [['district']], { ...binding, ...change })
      assert.equal(await codeOf(shown, bound), code)
    })

  test('with a disclosure more or fewer than was signed for', async () => {
    const issued = await issueMadeUp()
    const shown = await presentSdJwt(issued, [['district']], binding)
    const keyBinding = shown.slice(shown.lastIndexOf('~') + 1)
    const more = (await presentSdJwt(issued, [['district'], ['grants', 0]])) + keyBinding
    const fewer = (await presentSdJwt(issued, [])) + keyBinding
    assert.equal(await codeOf(shown, bound), 'accepted')
    assert.equal(await codeOf(more, bound), 'W21-other-disclosures')
    assert.equal(await codeOf(fewer, bound), 'W21-other-disclosures')
  })

  test('without key binding where it is wanted, and with it where it is not', async () => {
    const issued = await issueMadeUp()
    assert.equal(await codeOf(issued, bound), 'W15-key-binding-missing')
    assert.equal(await codeOf(await presentSdJwt(issued, [], binding)), 'W16-key-binding-unwanted')
    await assert.rejects(presentSdJwt(await presentSdJwt(issued, [], binding), []), /W16/)
  })

  test('whose key binding is a JWT of another type, or says too little', async () => {
    const issued = await presentSdJwt(await issueMadeUp(), [])
    const full = {
      iat: nowSeconds,
      aud: wanted.audience,
      nonce: wanted.nonce,
      sd_hash: await digestOf(issued, 'sha-256'),
    }
    const sign = (claims: JsonObject, typ = 'kb+jwt') =>
      signJwt({ alg: 'ES256', typ }, claims, holder.privateKey)
    assert.equal(await codeOf(issued + (await sign(full)), bound), 'accepted')
    assert.equal(await codeOf(issued + (await sign(full, 'JWT')), bound), 'W4-type')
    const { iat: _iat, ...timeless } = full
    assert.equal(await codeOf(issued + (await sign(timeless)), bound), 'W1-malformed')
    const manyReaders = await sign({ ...full, aud: [wanted.audience] })
    assert.equal(await codeOf(issued + manyReaders, bound), 'W19-wrong-audience')
    const over = await sign({ ...full, exp: nowSeconds })
    assert.equal(await codeOf(issued + over, bound), 'W13-expired')
  })

  test('when the credential names no key, or a secret one', async () => {
    const { cnf: _cnf, ...keyless } = claims
    const shown = await presentSdJwt(await issueMadeUp({ claims: keyless }), [], binding)
    assert.equal(await codeOf(shown, bound), 'W17-holder-key')
  })
})

const nested = (depth: number): JsonObject => (depth === 0 ? {} : { a: nested(depth - 1) })
