// The authorization code flow of OpenID4VCI 1.0: by a wallet that nobody here wrote, and what is refused.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { createHolderKey } from '@maru/client/wallet/holder-key.ts'
import { verifyCredential } from '@maru/credentials/credential.ts'
import { registrar, recordedOf } from '@maru/testing/city.ts'
import { createVisitor, errorOf } from '@maru/testing/sign-in-city.ts'
import { createWalletApp } from '@maru/testing/wallet-app.ts'
import { openWalletCity, walletNames, walletRedirects } from '@maru/testing/wallet-city.ts'
import { openWalletPeer } from '@maru/testing/wallet-peer.ts'

let aheadMs = 0
const city = await openWalletCity({ now: () => Date.now() + aheadMs })
after(() => city.close())
const { cardCity, town, office } = city
const [wallet, other] = walletNames
const [redirect, loopback] = walletRedirects
const ana = await cardCity.enrolPerson()
const app = await createWalletApp(town, { wallet, redirect, office })
const bound = async (token: string, proof?: string) =>
  app.fetchCard({ authorization: `DPoP ${token}`, dpop: proof ?? (await app.shown(token)) })
/** A token as the provider makes it, but for what is changed. */
const made = async (changes: object): Promise<string> => {
  const { AccessToken } = town.signIn.provider()
  const real = (await AccessToken.find(await app.token(ana)))!
  const { jti: _jti, exp: _exp, iat: _iat, ...payload } = real as unknown as { [name: string]: unknown }
  const fields = { ...payload, accountId: real.accountId, clientId: real.clientId, ...changes }
  return new AccessToken({ ...fields, expiresIn: 300 } as never).save()
}

test('a wallet of others takes a resident to agree, and fetches a card that is bound to its key', async () => {
  // The port is the one that was free on the device.
  const peer = await openWalletPeer({ office, wallet: other, redirect: 'http://127.0.0.1:49152/back' })
  const { credentialIssuer } = peer.issuerMetadata
  assert.deepEqual(credentialIssuer.authorization_servers, [office, town.signIn.issuer])
  const { url, finish } = await peer.begin()
  const visitor = createVisitor(town)
  const login = await visitor.follow(url)
  const details = await visitor.step(login.url, 'details')
  assert.deepEqual([details.isWallet, details.en, details.asks], [true, 'Other wallet', []])
  const { to } = await visitor.step(login.url, 'device', visitor.proof(ana, login.url))
  const asked = await visitor.follow(to, 'http://127.0.0.1:49152/')
  const agreed = await visitor.step(asked.url, 'agree-to-card', {})
  const back = await visitor.follow(agreed.to, 'http://127.0.0.1:49152/')
  const { text, tokenType, issuer } = await finish(back.url.href)
  assert.deepEqual([tokenType, issuer], ['DPoP', town.signIn.issuer])
  const { claims } = await verifyCredential(text, {
    issuerKey: cardCity.issuerKey,
    type: `${office}/types/citizens-card`,
    nowSeconds: Math.floor(Date.now() / 1_000),
    binding: null,
  })
  assert.equal((claims['cnf'] as any).jwk.x, peer.holder.publicJwk['x'])
})

test('a code from the app says which of the two servers it is for, and our wallet takes it as before', async () => {
  const { offer } = await cardCity.ask(ana, 'ask-for-card')
  const [grant] = Object.values<{ readonly authorization_server: string }>(offer.grants as never)
  assert.equal(grant!.authorization_server, office)
  assert.equal((await cardCity.receive(ana)).length, 1)
})

describe('a person', () => {
  test('agrees each time, also in a session that goes on', async () => {
    const { visitor, url } = await app.asked(ana)
    await visitor.follow((await visitor.step(url, 'agree-to-card', {})).to, redirect)
    const { request_uri: pushed } = await app.push()
    const query = new URLSearchParams({ client_id: wallet, request_uri: pushed as string }).toString()
    const again = await visitor.follow(`${town.signIn.issuer}/auth?${query}`, redirect)
    assert.equal((await visitor.step(again.url, 'details')).step, 'consent')
  })

  test('refuses, and the wallet hears no more than that', async () => {
    const { visitor, url } = await app.asked(ana)
    const { to } = await visitor.step(url, 'refuse', {})
    const { searchParams } = (await visitor.follow(to, redirect)).url
    assert.deepEqual([searchParams.get('error'), searchParams.get('code')], ['access_denied', null])
  })

  test('agrees to a card in no other way than to a card, and to a service in no way of a card', async () => {
    const { visitor, url } = await app.asked(ana)
    const consent = visitor.agreeing(undefined, wallet, [], Date.now() + 60_000)
    assert.equal((await visitor.step(url, 'consent', consent)).code, 'X13-other-step')
    const library = await town.openService('city-library', [])
    const login = await visitor.follow((await library.begin('visitor')).href)
    const { code } = await visitor.step(login.url, 'agree-to-card', {})
    assert.equal(code, 'X13-other-step')
  })
})

describe('the provider refuses a wallet', () => {
  test('that leads elsewhere, letter by letter', async () => {
    for (const trick of [
      'org.example.wallet:/back/',
      'org.example.wallet:/evil',
      'https://evil.example/back',
    ])
      assert.equal((await app.push({ redirect_uri: trick }))['error'], 'invalid_request', trick)
    const [localhost, path] = ['http://localhost:1/back', 'http://127.0.0.1:1/evil']
    for (const trick of [localhost, path, redirect])
      assert.equal((await app.push({ client_id: other, redirect_uri: trick }))['error'], 'invalid_request')
  })

  test('that is not in the list, asks for more than a card, or for less, or for another server', async () => {
    assert.equal((await app.push({ client_id: 'wallet.nobody' }))['error'], 'invalid_client')
    for (const scope of ['citizens-card openid', 'openid', 'citizens-card name', 'x', ''])
      assert.equal((await app.push({ scope }))['error'], 'invalid_scope', scope)
    assert.equal((await app.push({ resource: 'https://evil.example' }))['error'], 'invalid_target')
  })

  test('without PKCE, and a service that asks for a card as a wallet does', async () => {
    assert.equal((await app.push({ code_challenge_method: 'plain' }))['error'], 'invalid_request')
    assert.equal((await app.push({ code_challenge: '' }))['error'], 'invalid_request')
    const pool = await town.openService('city-pool', [])
    assert.equal(await errorOf(pool.begin('trick', { scope: 'openid citizens-card' })), 'invalid_scope')
    assert.equal(await errorOf(pool.begin('trick', { resource: office })), 'invalid_target')
    assert.equal((await app.push({ client_id: 'city-pool' }))['error'], 'invalid_client')
  })

  test('a code without proof, with a wrong verifier, for another address, or of another wallet', async () => {
    assert.equal((await app.redeem(await app.code(ana), {}, ''))['error'], 'invalid_grant')
    const wrong = { code_verifier: 'a'.repeat(43) }
    assert.equal((await app.redeem(await app.code(ana), wrong))['error'], 'invalid_grant')
    assert.equal(
      (await app.redeem(await app.code(ana), { redirect_uri: loopback }))['error'],
      'invalid_grant',
    )
    assert.equal((await app.redeem(await app.code(ana), { client_id: other }))['error'], 'invalid_grant')
    const elsewhere = await app.proof(`${town.signIn.issuer}/par`)
    assert.equal((await app.redeem(await app.code(ana), {}, elsewhere))['error'], 'invalid_dpop_proof')
  })

  test('to tell anything of the person for a token that is for a card', async () => {
    const token = await app.token(ana)
    const url = `${town.signIn.issuer}/userinfo`
    const ath = createHash('sha256').update(token).digest('base64url')
    const headers = { authorization: `DPoP ${token}`, dpop: await app.proof(url, { ath }) }
    const response = await fetch(url, { method: 'POST', headers })
    assert.deepEqual([response.status, ((await response.json()) as any).error], [403, 'insufficient_scope'])
  })

  test('a code twice, and then the token that was given for it is worth nothing', async () => {
    const code = await app.code(ana)
    const token = (await app.redeem(code))['access_token'] as string
    assert.equal((await app.redeem(code))['error'], 'invalid_grant')
    assert.equal((await bound(token))['code'], 'W34-token-unknown')
  })
})

describe('the office refuses', () => {
  test('a token twice, also at the same time', async () => {
    const token = await app.token(ana)
    const answers = await Promise.all([bound(token), bound(token)])
    assert.deepEqual(new Set(answers.map(({ status }) => status as number)), new Set([200, 401]))
    assert.equal((await bound(token))['code'], 'W34-token-unknown')
  })

  test('a token without its proof, and one that is shown as if it were bound to nothing', async () => {
    const token = await app.token(ana)
    const bare = await app.fetchCard({ authorization: `DPoP ${token}` })
    assert.deepEqual(
      [bare['status'], bare['error'], bare['code']],
      [401, 'invalid_dpop_proof', 'W54-dpop-refused'],
    )
    const bearer = await app.fetchCard({ authorization: `Bearer ${token}`, dpop: await app.shown(token) })
    assert.deepEqual([bearer['status'], bearer['code']], [401, 'W34-token-unknown'])
    assert.equal((await bound(token))['status'], 200)
  })

  test('a proof of another key, token, address, method or time, and one that was used', async () => {
    const token = await app.token(ana)
    const tricks = [
      await app.shown(token, {}, await createHolderKey()),
      await app.shown(token, { ath: 'x' }),
      await app.shown(token, { htu: `${office}/token` }),
      await app.shown(token, { htm: 'GET' }),
      await app.shown(token, { iat: Date.now() / 1_000 - 1_000 }),
      await app.shown(token, { jti: '' }),
      'no.proof.atall',
    ]
    for (const proof of tricks) assert.equal((await bound(token, proof))['code'], 'W54-dpop-refused', proof)
    const used = await app.shown(token)
    // What is malformed is refused before the token is spent, and the proof is used by then.
    const headers = { authorization: `DPoP ${token}`, dpop: used }
    const body = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: '{}' }
    assert.equal(
      ((await (await fetch(`${office}/credential`, body)).json()) as any).code,
      'W38-request-malformed',
    )
    assert.equal((await bound(token, used))['code'], 'W54-dpop-refused')
  })

  test('a token for another audience, without the scope, of no wallet, or that has ended', async () => {
    assert.equal((await bound(await made({})))['status'], 200)
    assert.equal((await bound(await made({ aud: 'https://evil.example' })))['code'], 'W34-token-unknown')
    const scopeless = await bound(await made({ scope: undefined }))
    assert.deepEqual([scopeless['status'], scopeless['code']], [403, 'W55-scope-missing'])
    assert.equal((await bound(await made({ clientId: 'city-pool' })))['code'], 'W34-token-unknown')
    assert.equal((await bound(await made({ jkt: undefined })))['code'], 'W34-token-unknown')
    const token = await app.token(ana)
    await (await town.signIn.provider().AccessToken.find(token))!.destroy()
    assert.equal((await bound(token))['code'], 'W34-token-unknown')
  })

  test('a token that has expired', async () => {
    const token = await app.token(ana)
    aheadMs = 301_000
    const late = await bound(token)
    aheadMs = 0
    assert.equal(late['code'], 'W34-token-unknown')
    assert.equal((await bound(token))['status'], 200)
  })

  test('a resident who was suspended after agreeing', async () => {
    const token = await app.token(ana)
    const act = async (action: string, reason: string) =>
      recordedOf(await cardCity.act(registrar, 'residents', action, { account: ana.keyId, reason }))
    await act('suspend-resident', 'under-review')
    assert.equal((await bound(token))['code'], 'W39-not-resident')
    await act('restore-resident', 'review-passed')
  })
})
