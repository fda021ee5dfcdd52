// Answers to the office that should be sealed to one question's key, and are not, or not so.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { answerRequest, declineRequest, type CardRequest } from '@maru/client/wallet/answer-request.ts'
import { createAnswerKey, encryptionIn, sealAnswer } from '@maru/credentials/answer-encryption.ts'
import { signJwt } from '@maru/credentials/jwt.ts'
import { openCardCity } from '@maru/testing/card-city.ts'
import { createShowing, nowSeconds } from '@maru/testing/card-showing.ts'

const city = await openCardCity()
after(() => city.close())
await city.announce()
const [card] = await city.receive(await city.enrolPerson())
const { start, read, questionOf, outcome, show, send, post } = createShowing(city, card!)
const asked = async () => {
  const { check, link } = await start()
  return { check, link: link as string, request: await read(link) }
}
const sealed = async ({ responseUri, encryption }: CardRequest, answer: object) =>
  post(responseUri, { response: await sealAnswer(answer as never, encryption!) })

test('each question has a key of its own, and the answer to one is none to another', async () => {
  const [one, other] = [await asked(), await asked()]
  assert.notEqual(one.request.encryption!.jwk.kid, other.request.encryption!.jwk.kid)
  const { encryption } = one.request
  const relayed = { ...other.request, encryption }
  assert.equal(await send(relayed, await show(other.request)), 'W61-answer-undecryptable')
  assert.equal(await send(other.request, await show(other.request)), 'accepted')
})

test('an answer in the open is refused, beside a sealed one too, and the question waits on', async () => {
  const { check, request } = await asked()
  const { responseUri, state } = request
  const open = { vp_token: JSON.stringify({ card: [await show(request)] }), state }
  assert.equal(await post(responseUri, open), 'W60-answer-unencrypted')
  const response = await sealAnswer({ vp_token: { card: [await show(request)] }, state }, request.encryption!)
  assert.equal(await post(responseUri, { ...open, response }), 'W60-answer-unencrypted')
  assert.equal(await post(responseUri, { ...open, error: 'access_denied' }), 'W60-answer-unencrypted')
  assert.equal((await outcome(check)).state, 'waiting')
  assert.equal(await post(responseUri, { response }), 'accepted')
  assert.equal(await post(responseUri, { response }), 'W45-answered-already')
})

test('one that cannot be read is none: under another key, or no ciphertext at all', async () => {
  const { check, request } = await asked()
  const other = await createAnswerKey()
  const jwk = { ...other.publicJwk, kid: request.encryption!.jwk.kid }
  const encryption = { jwk, encoding: 'A256GCM' } as const
  assert.equal(await send({ ...request, encryption }, await show(request)), 'W61-answer-undecryptable')
  for (const response of ['', 'x', await show(request), 'x'.repeat(50_000)])
    assert.equal(await post(request.responseUri, { response }), 'W61-answer-undecryptable')
  assert.equal((await outcome(check)).state, 'waiting')
})

test('what is sealed and is not what was asked is refused: an mdoc, another query, another state, two cards', async () => {
  const mdoc = Buffer.from('a36776657273696f6e63312e30', 'hex').toString('base64url')
  const tries: readonly (readonly [(request: CardRequest) => Promise<object> | object, string])[] = [
    [({ state }) => ({ vp_token: { card: [mdoc] }, state }), 'W1-malformed'],
    [({ state }) => ({ vp_token: { mdl: [mdoc] }, state }), 'W46-answer-malformed'],
    [({ state }) => ({ vp_token: JSON.stringify({ card: ['x'] }), state }), 'W46-answer-malformed'],
    [({ state }) => ({ state }), 'W46-answer-malformed'],
    [() => ({ vp_token: { card: ['x'] }, state: 'x' }), 'W46-answer-malformed'],
    [() => ({ vp_token: { card: ['x'] } }), 'W46-answer-malformed'],
    [
      async (request) => {
        const text = await show(request)
        return { vp_token: { card: [text, text] }, state: request.state }
      },
      'W46-answer-malformed',
    ],
  ]
  for (const [answerOf, code] of tries) {
    const { request } = await asked()
    assert.equal(await sealed(request, await answerOf(request)), code)
  }
})

test('a refusal comes sealed from our wallet, and may come in the open from one that cannot seal', async () => {
  const { check, request } = await asked()
  let sent: URLSearchParams | undefined
  await declineRequest(request, (input, init) => {
    sent = init!.body as URLSearchParams
    return fetch(input, init)
  })
  assert.deepEqual([...sent!.keys()], ['response'])
  assert.equal((await outcome(check)).state, 'declined')
  const other = await asked()
  const { responseUri, state } = other.request
  assert.equal(await post(responseUri, { error: 'invalid_request', state }), 'accepted')
  assert.equal((await outcome(other.check)).state, 'declined')
})

test('our wallet shows nothing where it shall seal and cannot', async () => {
  const { link } = await asked()
  const question = await questionOf(link)
  const metadata = question['client_metadata'] as { readonly jwks: { readonly keys: readonly object[] } }
  const { jwks } = metadata
  const signed = (changes: object) =>
    signJwt(
      { alg: 'ES256', typ: 'oauth-authz-req+jwt', kid: `${city.did.did}#check-1` },
      { ...question, client_metadata: { ...metadata, ...changes } } as never,
      city.keys.check,
    )
  const readWith = async (changes: object) => {
    const text = await signed(changes)
    return read(link, { fetch: () => Promise.resolve(new Response(text)) })
  }
  for (const changes of [
    { jwks: undefined },
    { jwks: { keys: [] } },
    { jwks: { keys: [{ ...jwks.keys[0], alg: 'RSA-OAEP-256' }] } },
    { encrypted_response_enc_values_supported: ['A128CBC-HS256'] },
  ])
    await assert.rejects(readWith(changes), { code: 'W62-encryption-unfit' })
  const [{ x }] = jwks.keys as [{ readonly x: string }]
  const offCurve = await readWith({ jwks: { keys: [{ ...jwks.keys[0], y: x }] } })
  const sending = answerRequest(offCurve, card!, {
    fetch: () => Promise.reject(new Error('nothing is sent')),
    nowSeconds: nowSeconds(),
  })
  await assert.rejects(sending, { code: 'W62-encryption-unfit' })
  assert.ok(encryptionIn(metadata as never))
})
