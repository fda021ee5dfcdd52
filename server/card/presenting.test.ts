// A card shown at a facility over OpenID4VP, and every way of showing what should not be accepted.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { answerRequest, declineRequest, type CardRequest } from '@maru/client/wallet/answer-request.ts'
import { signJwt } from '@maru/credentials/jwt.ts'
import { presentSdJwt } from '@maru/credentials/sd-jwt/present.ts'
import { openCardCity } from '@maru/testing/card-city.ts'
import { createShowing, nowSeconds } from '@maru/testing/card-showing.ts'
import { DcqlQuery } from 'dcql'
import { publicPart } from './keys.ts'

let skewMs = 0
const city = await openCardCity({ now: () => Date.now() + skewMs })
after(() => city.close())
await city.announce()
const ana = await city.enrolPerson({ birthDate: '1990-05-05' })
const [card] = await city.receive(ana)
const { start, read, questionOf, outcome, show, send, post } = createShowing(city, card!)
const answer = (request: CardRequest) => answerRequest(request, card!, { fetch, nowSeconds: nowSeconds() })

describe('a card shown to a facility', () => {
  test('tells it what it asked and nothing else', async () => {
    const { check, link } = await start(['age_over_19', 'district'])
    assert.deepEqual(await outcome(check), { state: 'waiting' })
    const request = await read(link)
    assert.equal(request.name.ko, '강변 수영장')
    assert.deepEqual(request.asks, [['age_over_19'], ['district']])
    await answer(request)
    const { state, claims } = await outcome(check)
    assert.equal(state, 'accepted')
    assert.deepEqual(claims, { age_over_19: true, district: 'river' })
  })

  test('can be declined', async () => {
    const { check, link } = await start()
    await declineRequest(await read(link), fetch)
    assert.equal((await outcome(check)).state, 'declined')
  })

  test('is only asked for by the account of the facility, and only what a card says', async () => {
    assert.equal((await start(['age_over_19'], ana))['code'], 'W43-not-facility')
    assert.equal((await start(['birth_date']))['code'], 'T11-input-malformed')
  })

  test('is asked for in DCQL that its public library reads and matches', async () => {
    const { link } = await start(['age_over_19', 'facility_grants', 'card'])
    const payload = await questionOf(link as string)
    const query = DcqlQuery.parse(payload['dcql_query'] as never)
    DcqlQuery.validate(query)
    const credential = {
      credential_format: 'dc+sd-jwt',
      vct: card!.type,
      claims: card!.claims,
      cryptographic_holder_binding: true,
    } as never
    assert.equal(DcqlQuery.query(query, [credential]).can_be_satisfied, true)
    const foreign = { ...(credential as object), vct: 'https://other.example/card' } as never
    assert.equal(DcqlQuery.query(query, [foreign]).can_be_satisfied, false)
  })
})

describe('what is shown is refused', () => {
  const shown: readonly (readonly [string, object, string])[] = [
    ['under another nonce', { nonce: 'another' }, 'W18-wrong-nonce'],
    [
      'for somebody else',
      { audience: 'decentralized_identifier:did:webvh:x:other.example' },
      'W19-wrong-audience',
    ],
    ['signed ten minutes ago', { issuedAtSeconds: nowSeconds() - 600 }, 'W20-too-old'],
  ]
  for (const [what, changes, code] of shown)
    test(what, async () => {
      const { check, link } = await start()
      const request = await read(link)
      assert.equal(await send(request, await show(request, changes)), code)
      assert.deepEqual(await outcome(check), { state: 'refused', code })
    })

  test('a second time: replayed to the same question, and relayed to another', async () => {
    const { link } = await start()
    const request = await read(link)
    const text = await show(request)
    assert.equal(await send(request, text), 'accepted')
    assert.equal(await send(request, text), 'W45-answered-already')
    const other = await read((await start())['link'] as string)
    assert.equal(await send(other, text), 'W18-wrong-nonce')
  })

  test('twice at the same time: one of the two is judged', async () => {
    const { link } = await start()
    const request = await read(link)
    const text = await show(request)
    const both = await Promise.all([send(request, text), send(request, text)])
    assert.deepEqual(both.sort(), ['W45-answered-already', 'accepted'])
  })

  test('with a disclosure that was changed, added or left out, or without the signature of the holder', async () => {
    const fresh = async () => read((await start())['link'] as string)
    const more = await fresh()
    const text = await show(more)
    const binding = text.slice(text.lastIndexOf('~') + 1)
    const wider = await presentSdJwt(card!.text, [['age_over_19'], ['name']])
    assert.equal(await send(more, wider + binding), 'W21-other-disclosures')
    const fewer = await fresh()
    assert.equal(
      await send(fewer, await presentSdJwt(card!.text, [['age_over_19']])),
      'W15-key-binding-missing',
    )
    const changed = await fresh()
    const disclosure = (await show(changed)).split('~')[1]!
    const forged = Buffer.from(
      Buffer.from(disclosure, 'base64url').toString().replace('age_over_19', 'age_over_18'),
    ).toString('base64url')
    assert.equal(
      await send(changed, (await show(changed)).replace(disclosure, forged)),
      'W6-disclosure-unreferenced',
    )
    const less = await fresh()
    assert.equal(await send({ ...less, asks: [] }, await show({ ...less, asks: [] })), 'W22-claim-missing')
  })

  test('too late, or under a state that was not given', async () => {
    const { link } = await start()
    const request = await read(link)
    assert.equal(await send({ ...request, state: 'x' }, await show(request)), 'W46-answer-malformed')
    assert.equal(await post(request.responseUri, { state: request.state }), 'W60-answer-unencrypted')
    skewMs = 6 * 60_000
    assert.equal(await send(request, await show(request)), 'W44-check-unknown')
    skewMs = 0
  })

  test('of a suspended card, and of a card whose key the city has taken out of use', async () => {
    const ben = await city.enrolPerson()
    const [other] = await city.receive(ben)
    const present = async () => {
      const request = await read((await start())['link'] as string)
      return answerRequest(request, other!, { fetch, nowSeconds: nowSeconds() })
    }
    await present()
    await city.ask(ben, 'suspend-my-card')
    await assert.rejects(present(), /W26-suspended/)
    await city.ask(ben, 'restore-my-card')
    await present()
    await city.announce('card-2')
    await assert.rejects(present(), /W23-unknown-issuer/)
    await city.announce()
  })
})

describe('a wallet shows nothing', () => {
  test('to who signs with another key, asks in the name of another or wants the answer elsewhere', async () => {
    const { link } = await start()
    await assert.rejects(read(link, { requesterKey: () => publicPart(city.keys.card) }), /W3-signature/)
    const other = link.replace(/client_id=[^&]+/, 'client_id=decentralized_identifier%3Adid%3Awebvh%3Ax')
    await assert.rejects(read(other), /W53-other-requester/)
    const payload = await questionOf(link as string)
    const elsewhere = await signJwt(
      { alg: 'ES256', typ: 'oauth-authz-req+jwt', kid: `${city.did.did}#check-1` },
      { ...payload, response_uri: 'https://thief.example/take' },
      city.keys.check,
    )
    const forged = () => Promise.resolve(new Response(elsewhere))
    await assert.rejects(read(link, { fetch: forged }), /W53-other-requester/)
    await assert.rejects(read(link, { nowSeconds: nowSeconds() + 400 }), /W13-expired/)
  })
})
