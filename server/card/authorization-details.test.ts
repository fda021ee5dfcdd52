// A card asked for by authorization_details (OpenID4VCI 1.0 sections 5.1.1 and 6.2), with openid-client as the wallet.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { createHolderKey } from '@maru/client/wallet/holder-key.ts'
import { signJwt } from '@maru/credentials/jwt.ts'
import { createVisitor, errorOf } from '@maru/testing/sign-in-city.ts'
import { createWalletApp } from '@maru/testing/wallet-app.ts'
import { openWalletCity, walletNames, walletRedirects } from '@maru/testing/wallet-city.ts'
import * as client from 'openid-client'

const city = await openWalletCity()
after(() => city.close())
const { cardCity, town, office } = city
const [wallet] = walletNames
const [redirect] = walletRedirects
const ana = await cardCity.enrolPerson()
const app = await createWalletApp(town, { wallet, redirect, office })
const detail = {
  type: 'openid_credential',
  credential_configuration_id: 'citizens-card',
  locations: [office],
}
const textOf = (...details: readonly object[]): string => JSON.stringify(details)
const identifier = 'card-of-the-resident'

test('is told its identifier with the token, and fetched by that', async () => {
  const config = await client.discovery(new URL(town.signIn.issuer), wallet, undefined, client.None(), {
    execute: [client.allowInsecureRequests],
  })
  const supported = config.serverMetadata()['authorization_details_types_supported']
  assert.deepEqual(supported, ['openid_credential'])
  const verifier = client.randomPKCECodeVerifier()
  const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'))
  const begun = await client.buildAuthorizationUrlWithPAR(
    config,
    {
      redirect_uri: redirect,
      // What a wallet adds for itself is passed over.
      authorization_details: textOf({ ...detail, claims: [{ path: ['name'] }], shape: 'round' }),
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: 'of-the-wallet',
    },
    { DPoP },
  )
  const visitor = createVisitor(town)
  const login = await visitor.follow(begun.href)
  const { to } = await visitor.step(login.url, 'device', visitor.proof(ana, login.url))
  const asked = await visitor.follow(to, redirect)
  const agreed = await visitor.step(asked.url, 'agree-to-card', {})
  const { url } = await visitor.follow(agreed.to, redirect)
  const checks = { pkceCodeVerifier: verifier, expectedState: 'of-the-wallet' }
  const tokens = await client.authorizationCodeGrant(config, url, checks, undefined, { DPoP })
  assert.deepEqual(tokens.authorization_details, [{ ...detail, credential_identifiers: [identifier] }])

  const holder = await createHolderKey()
  const { c_nonce: nonce } = (await (await fetch(`${office}/nonce`, { method: 'POST' })).json()) as any
  const jwt = await signJwt(
    { alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk: holder.publicJwk },
    { aud: office, iat: Math.floor(Date.now() / 1_000), nonce: nonce as string },
    holder.privateKey,
  )
  const response = await client.fetchProtectedResource(
    config,
    tokens.access_token,
    new URL(`${office}/credential`),
    'POST',
    JSON.stringify({ credential_identifier: identifier, proofs: { jwt: [jwt] } }),
    new Headers({ 'content-type': 'application/json' }),
    { DPoP },
  )
  const { credentials } = (await response.json()) as { readonly credentials: readonly object[] }
  assert.equal(credentials.length, 1)
})

describe('the provider refuses', () => {
  const refused: readonly (readonly [string, string])[] = [
    ['no JSON', '{'],
    ['no list', '{}'],
    ['another type', textOf({ ...detail, type: 'payment' })],
    ['another credential', textOf({ ...detail, credential_configuration_id: 'passport' })],
    ['no credential', textOf({ type: detail.type, locations: [office] })],
    ['no location', textOf({ ...detail, locations: undefined })],
    ['another location', textOf({ ...detail, locations: ['https://evil.example'] })],
    ['another one beside the office', textOf({ ...detail, locations: [office, 'https://evil.example'] })],
    ['two cards', textOf(detail, detail)],
  ]
  for (const [what, details] of refused)
    test(`details with ${what}`, async () => {
      assert.equal((await app.push({ details }))['error'], 'invalid_authorization_details')
    })

  test('details that are none, and a scope too many beside them', async () => {
    assert.equal((await app.push({ details: '[]' }))['error'], 'invalid_scope')
    const scope = { details: textOf(detail), scope: 'openid' }
    assert.equal((await app.push(scope))['error'], 'invalid_scope')
  })

  test('a service that asks for a card so', async () => {
    const pool = await town.openService('city-pool', [])
    const asking = pool.begin('trick', { authorization_details: textOf(detail) })
    assert.equal(await errorOf(asking), 'invalid_authorization_details')
  })

  test('details for a code that was agreed to without any', async () => {
    const code = await app.code(ana)
    const answer = await app.redeem(code, { authorization_details: textOf(detail) })
    assert.equal(answer['error'], 'invalid_authorization_details')
  })
})

describe('the office refuses', () => {
  const fetched = async (token: string, asked: object) => {
    const { status, code, error } = await app.fetchCard(
      { authorization: `DPoP ${token}`, dpop: await app.shown(token) },
      asked,
    )
    return [status as number, error as string | undefined, code as string | undefined]
  }

  test('for a token with identifiers: the kind of card, another identifier, both and none', async () => {
    const token = await app.token(ana, { details: textOf(detail) })
    const byKind = { credential_configuration_id: 'citizens-card' }
    const malformed = [400, 'invalid_credential_request', 'W38-request-malformed']
    const unknown = [400, 'unknown_credential_identifier', 'W63-identifier-unknown']
    assert.deepEqual(await fetched(token, byKind), malformed)
    assert.deepEqual(await fetched(token, { ...byKind, credential_identifier: identifier }), malformed)
    assert.deepEqual(await fetched(token, { credential_identifier: 'of-somebody-else' }), unknown)
    assert.deepEqual(await fetched(token, {}), unknown)
    assert.deepEqual(await fetched(token, { credential_identifier: identifier }), [200, undefined, undefined])
  })

  test('for a token without them: an identifier', async () => {
    const asked = { credential_identifier: identifier }
    const malformed = [400, 'invalid_credential_request', 'W38-request-malformed']
    assert.deepEqual(await fetched(await app.token(ana), asked), malformed)
  })

  test('for a token that was got by a scope beside details: the kind of card', async () => {
    const token = await app.token(ana, { details: textOf(detail), scope: 'citizens-card' })
    const [, , code] = await fetched(token, { credential_configuration_id: 'citizens-card' })
    assert.equal(code, 'W38-request-malformed')
    assert.deepEqual(await fetched(token, { credential_identifier: identifier }), [200, undefined, undefined])
  })
})
