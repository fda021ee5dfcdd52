import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DhkemX25519HkdfSha256 } from '@hpke/core'
import * as fc from 'fast-check'
import { decodeRequest, decodeResponse } from './binary-http.ts'
import {
  canSeal,
  createGatewayKey,
  decodeKeys,
  encodeKeys,
  openRequest,
  requestOverhead,
  responseOverhead,
  sealRequest,
  type GatewayKey,
} from './ohttp.ts'

const bytes = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'))
const hexOf = (value: Uint8Array | undefined): string => Buffer.from(value ?? []).toString('hex')

/** RFC 9458, appendix A. */
const example = {
  secretKey: bytes('3c168975674b2fa8e465970b79c8dcf09f1c741626480bd4c6162fc5b6a98e1a'),
  config: bytes(`01002031e1f05a740102115220e9af918f738674aec95f54db6e04eb705aae8e
    79815500080001000100010003`),
  request: bytes('00034745540568747470730b6578616d706c652e636f6d012f'),
  ephemeralKey: bytes('bc51d5e930bda26589890ac7032f70ad12e4ecb37abb1b65b1256c9c48999c73'),
  sealedRequest: bytes(`010020000100014b28f881333e7c164ffc499ad9796f877f4e1051ee6d31bad1
    9dec96c208b4726374e469135906992e1268c594d2a10c695d858c40a026e796
    5e7d86b83dd440b2c0185204b4d63525`),
  response: bytes('0140c8'),
  responseNonce: bytes('c789e7151fcba46158ca84b04464910d'),
  sealedResponse: bytes('c789e7151fcba46158ca84b04464910d86f9013e404feea014e7be4a441f234f857fbd'),
}

const keysOf = async (secretKey: Uint8Array<ArrayBuffer>, publicKey: Uint8Array) => {
  const kem = new DhkemX25519HkdfSha256()
  return {
    privateKey: await kem.importKey('raw', secretKey.buffer, false),
    publicKey: await kem.importKey('raw', new Uint8Array(publicKey).buffer, true),
  }
}

const exampleGateway = async (): Promise<GatewayKey> => {
  const publicKey = example.config.slice(3, 35)
  return { id: 1, keys: await keysOf(example.secretKey, publicKey), publicKey }
}

const collection = (...configs: readonly Uint8Array[]): Uint8Array =>
  Buffer.concat(configs.flatMap((config) => [Buffer.of(config.length >> 8, config.length & 0xff), config]))

test('RFC 9458 appendix A: the client seals and opens to the byte', async () => {
  const [config] = decodeKeys(collection(example.config))
  assert.equal(config?.id, 1)
  const ephemeral = await keysOf(example.ephemeralKey, example.sealedRequest.slice(7, 39))
  const { sealed, openResponse } = await sealRequest(config, example.request, ephemeral)
  assert.equal(hexOf(sealed), hexOf(example.sealedRequest))
  assert.equal(hexOf(await openResponse(example.sealedResponse)), hexOf(example.response))
  assert.equal(decodeResponse(example.response)?.status, 200)
})

test('RFC 9458 appendix A: the gateway opens and seals to the byte', async () => {
  const opened = await openRequest([await exampleGateway()], example.sealedRequest)
  assert.ok(opened && opened !== 'key')
  assert.equal(hexOf(opened.request), hexOf(example.request))
  assert.equal(
    hexOf(await opened.sealResponse(example.response, example.responseNonce)),
    hexOf(example.sealedResponse),
  )
  assert.equal(decodeRequest(opened.request)?.authority, 'example.com')
})

test('what one side seals the other opens, and only sizes can be told', async () => {
  const key = await createGatewayKey(200)
  const [config] = decodeKeys(encodeKeys([key]))
  assert.ok(config)
  const messages = fc.uint8Array({ maxLength: 600 })
  await fc.assert(
    fc.asyncProperty(messages, messages, async (request, response) => {
      const { sealed, openResponse } = await sealRequest(config, request)
      assert.equal(sealed.length, request.length + requestOverhead)
      const opened = await openRequest([key], sealed)
      assert.ok(opened && opened !== 'key')
      assert.deepEqual(opened.request, request)
      const answer = await opened.sealResponse(response)
      assert.equal(answer.length, response.length + responseOverhead)
      assert.deepEqual(await openResponse(answer), response)
    }),
    { numRuns: 25 },
  )
})

test('any changed byte is noticed, by the gateway and by the client', async () => {
  const key = await createGatewayKey(1)
  const { sealed, openResponse } = await sealRequest(key, Uint8Array.of(1, 2, 3))
  const opened = await openRequest([key], sealed)
  assert.ok(opened && opened !== 'key')
  const answer = await opened.sealResponse(Uint8Array.of(4))
  const changed = (whole: Uint8Array, at: number) =>
    whole.map((byte, index) => (index === at ? byte ^ 1 : byte))
  for (let at = 0; at < sealed.length; at++) {
    const outcome = await openRequest([key], changed(sealed, at))
    assert.equal(outcome, at < 7 ? 'key' : undefined, `byte ${at}`)
  }
  for (let at = 0; at < answer.length; at++) assert.equal(await openResponse(changed(answer, at)), undefined)
  assert.equal(await openResponse(answer.subarray(0, 10)), undefined)
  assert.equal(await openRequest([key], sealed.subarray(0, 54)), undefined)
})

test('the answer to one voter is nothing to another', async () => {
  const key = await createGatewayKey(1)
  const [one, other] = [await sealRequest(key, Uint8Array.of(1)), await sealRequest(key, Uint8Array.of(1))]
  assert.notDeepEqual(one.sealed, other.sealed)
  const opened = await openRequest([key], one.sealed)
  assert.ok(opened && opened !== 'key')
  const answer = await opened.sealResponse(Uint8Array.of(9))
  assert.equal(await other.openResponse(answer), undefined)
  assert.deepEqual(await one.openResponse(answer), Uint8Array.of(9))
})

test('where there is no X25519 that is known before anything is sealed', async (context) => {
  assert.equal(await canSeal(), true)
  context.mock.method(crypto.subtle, 'generateKey', () => Promise.reject(new Error('NotSupportedError')))
  assert.equal(await canSeal(), false)
})

test('a collection of keys is read whole or not at all, and another suite is passed over', () => {
  const { config } = example
  const otherKem = config.with(2, 0x10)
  assert.equal(decodeKeys(collection(otherKem, config)).length, 1)
  assert.deepEqual(decodeKeys(collection(otherKem)), [])
  assert.deepEqual(decodeKeys(new Uint8Array()), [])
  const whole = collection(config, config)
  for (const end of [1, 2, 20, config.length, config.length + 5, whole.length - 1])
    assert.deepEqual(decodeKeys(whole.subarray(0, end)), [], `cut at ${end}`)
  assert.deepEqual(decodeKeys(collection(config.with(36, 7))), [])
})
