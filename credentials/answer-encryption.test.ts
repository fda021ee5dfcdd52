import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CompactEncrypt, generateKeyPair, importJWK, type CryptoKey } from 'jose'
import { createAnswerKey, encryptionIn, openAnswer, sealAnswer, type AnswerKey } from './answer-encryption.ts'
import { encodeJson } from './base64url.ts'
import type { JsonObject } from './json.ts'

/** The example of OpenID4VP 1.0 section 8.3, with the key that it gives away for it. */
const example =
  'eyJhbGciOiJFQ0RILUVTIiwiZW5jIjoiQTEyOEdDTSIsImtpZCI6ImFjIiwiZXBrIjp7Imt0eSI6IkVDIiwieCI6Im5ubVZwbTNW' +
  'M2piaGNhZlFhUkJrU1ZOSGx3Wkh3dC05ck9wSnVmeVlJdWsiLCJ5IjoicjRmakRxd0p5czlxVU9QLV9iM21SNVNaRy0tQ3dPMm1p' +
  'YzVWU05UWU45ZyIsImNydiI6IlAtMjU2In19..uAYcHRUSSn2X0WPX.yVzlGSYG4qbg0bq18JcUiDRw56yVnbKR8E7S7YlEtzT00' +
  'RqE3Pw5oTpUG3hdLN4taHZ9gC1kwak8JOnJgQ.1wR024_3-qtAlx1oFIUpQQ'
const exampleJwk = {
  kty: 'EC',
  kid: 'ac',
  crv: 'P-256',
  x: 'YO4epjifD-KWeq1sL2tNmm36BhXnkJ0He-WqMYrp9Fk',
  y: 'Hekpm0zfK7C-YccH5iBjcIXgf6YdUvNUac_0At55Okk',
}

const key = await createAnswerKey()
const answer = { vp_token: { card: ['x'] }, state: 's' }
const questionWith = (changes: object = {}, others: JsonObject = {}): JsonObject => ({
  jwks: { keys: [{ ...key.publicJwk, ...changes }] },
  ...others,
})
const fitting = encryptionIn(questionWith({}, { encrypted_response_enc_values_supported: ['A256GCM'] }))!

/** As somebody else's program would make it, with what is asked for in the header. */
const made = (
  header: object,
  { to = key.publicJwk, text = JSON.stringify(answer), apu = '', apv = '' } = {},
) => {
  const { kid, alg: _alg, ...jwk } = to as JsonObject
  const sealing = new CompactEncrypt(new TextEncoder().encode(text)).setProtectedHeader({
    alg: 'ECDH-ES',
    enc: 'A256GCM',
    kid,
    ...header,
  } as never)
  const parties = { ...(apu && { apu: Buffer.from(apu) }), ...(apv && { apv: Buffer.from(apv) }) }
  return sealing.setKeyManagementParameters(parties).encrypt(jwk)
}
const refused = (text: string, by: AnswerKey = key) =>
  assert.rejects(openAnswer(text, by), ({ code }: { code: string }) =>
    ['W61-answer-undecryptable', 'W1-malformed'].includes(code),
  )
const changed = (text: string, part: number, to: (part: string) => string): string =>
  text
    .split('.')
    .with(part, to(text.split('.')[part]!))
    .join('.')

test('the example of the specification is read', async () => {
  const d = 'Et-3ce0omz8_TuZ96Df9lp0GAaaDoUnDe6X-CRO7Aww'
  const privateKey = (await importJWK({ ...exampleJwk, d }, 'ECDH-ES')) as CryptoKey
  const opened = await openAnswer(example, { privateKey, publicJwk: exampleJwk })
  assert.deepEqual(Object.keys(opened), ['vp_token'])
})

describe('an answer', () => {
  test('is read by who asked, in either encoding, and whatever stands in it of the parties', async () => {
    assert.deepEqual(await openAnswer(await sealAnswer(answer, fitting), key), answer)
    const other = { ...fitting, encoding: 'A128GCM' } as const
    assert.deepEqual(await openAnswer(await sealAnswer(answer, other), key), answer)
    assert.deepEqual(await openAnswer(await made({}, { apu: 'wallet', apv: 'nonce' }), key), answer)
  })

  test('is read by nobody else, and shows nothing of what is in it', async () => {
    const text = await sealAnswer(answer, fitting)
    assert.equal(Buffer.from(text.split('.')[3]!, 'base64url').includes('vp_token'), false)
    const another = await createAnswerKey()
    await refused(text, another)
    await refused(text, { ...another, publicJwk: key.publicJwk })
  })

  test('is refused when any part of it is changed, the parties too', async () => {
    const text = await made({}, { apu: 'wallet', apv: 'nonce' })
    for (const part of [2, 3, 4])
      await refused(changed(text, part, (value) => (value.startsWith('A') ? 'B' : 'A') + value.slice(1)))
    const header = JSON.parse(Buffer.from(text.split('.')[0]!, 'base64url').toString()) as JsonObject
    const with_ = (changes: object) => changed(text, 0, () => encodeJson({ ...header, ...changes }))
    const epk = header['epk'] as JsonObject
    const off = { ...epk, y: epk['x']! }
    const others = [{ apu: 'eA' }, { apv: 'eA' }, { apv: undefined }, { kid: 'x' }, { kid: undefined }]
    const tricks = [
      { alg: 'dir' },
      { alg: 'ECDH-ES+A256KW' },
      { enc: 'A128GCM' },
      { zip: 'DEF' },
      { crit: ['x'] },
    ]
    const points = [
      { epk: off },
      { epk: { ...epk, d: epk['x'] } },
      { epk: { kty: 'oct', k: 'eA' } },
      { epk: undefined },
    ]
    for (const trick of [...others, ...tricks, ...points]) await refused(with_(trick))
    await refused(changed(text, 1, () => 'eA'))
  })

  test('is refused in any other algorithm, on another curve, or as no object', async () => {
    await refused(await made({ enc: 'A128CBC-HS256' }))
    await refused(await made({ alg: 'ECDH-ES+A128KW' }))
    const { publicKey } = await generateKeyPair('RSA-OAEP-256')
    const rsa = new CompactEncrypt(new TextEncoder().encode(JSON.stringify(answer)))
    await refused(
      await rsa
        .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: key.publicJwk.kid })
        .encrypt(publicKey),
    )
    for (const text of ['[]', '"x"', 'null', 'x', '']) await refused(await made({}, { text }))
    for (const text of ['', '....', 'a.b.c.d.e', 'x'.repeat(200_000), `${'x.'.repeat(4)}x`])
      await refused(text)
    await refused(await made({}, { text: JSON.stringify({ filler: 'x'.repeat(100_000) }) }))
  })
})

describe('a question', () => {
  test('says which key and encoding: the best of those that are known, or the one that goes without saying', () => {
    assert.equal(encryptionIn(questionWith())!.encoding, 'A128GCM')
    const both = { encrypted_response_enc_values_supported: ['A128GCM', 'A256GCM', 'A128CBC-HS256'] }
    assert.equal(encryptionIn(questionWith({}, both))!.encoding, 'A256GCM')
    const first = { kty: 'OKP', crv: 'X25519', kid: 'jc', use: 'enc', alg: 'ECDH-ES', x: 'x' }
    assert.equal(encryptionIn({ jwks: { keys: [first, exampleKey] } })!.jwk.kid, 'ac')
  })

  test('has none that fits in any other case', () => {
    const unfit = [
      { use: 'sig' },
      { alg: 'ECDH-ES+A256KW' },
      { alg: undefined },
      { crv: 'P-384' },
      { kid: 1 },
      { d: 'x' },
    ]
    for (const changes of unfit) assert.equal(encryptionIn(questionWith(changes)), undefined)
    for (const listed of [[], ['A128CBC-HS256'], 'A128GCM'])
      assert.equal(
        encryptionIn(questionWith({}, { encrypted_response_enc_values_supported: listed })),
        undefined,
      )
    for (const question of [{}, { jwks: [] }, { jwks: { keys: 1 } }, { jwks: { keys: [] } }])
      assert.equal(encryptionIn(question), undefined)
  })

  test('with a key off the curve gets no answer', async () => {
    const jwk = { ...key.publicJwk, y: key.publicJwk['x']! }
    await assert.rejects(sealAnswer(answer, { jwk, encoding: 'A256GCM' }))
  })
})

const exampleKey = { ...exampleJwk, use: 'enc', alg: 'ECDH-ES' }
