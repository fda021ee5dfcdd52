// What a token is not good for, and what a browser is refused while a resident signs in.
import assert from 'node:assert/strict'
import { request as httpRequest } from 'node:http'
import { after, describe, test } from 'node:test'
import { exportJWK, SignJWT } from 'jose'
import * as client from 'openid-client'
import type { Signer } from '@maru/client/keys.ts'
import { createVisitor, openSignInCity } from '@maru/testing/sign-in-city.ts'

const town = await openSignInCity()
after(() => town.close())
const { city, origin } = town
const [ana, ben] = (await city.enrol(2)) as [Signer, Signer]
const library = await town.openService('city-library', ['age_over_19', 'district'])
const day = 86_400_000

type Pair = Awaited<ReturnType<typeof client.randomDPoPKeyPair>>

const loginOf = async () => {
  const visitor = createVisitor(town)
  const { url } = await visitor.follow((await library.begin('someone')).href)
  return { visitor, url }
}

describe('a token', () => {
  const userinfo = `${origin}/openid/userinfo`
  const memberOf = async () => {
    const begun = await library.begin('member')
    return library.finish('member', await createVisitor(town).codeFor(library, begun, ana))
  }
  const ask = async (headers: { readonly [name: string]: string }) => {
    const response = await fetch(userinfo, { headers })
    const challenge = response.headers.get('www-authenticate') ?? ''
    return [response.status, /error="([a-z_]+)"/.exec(challenge)?.[1]]
  }
  /** A proof as DPoP says, wrong in what is asked for. */
  const proofOf = async (key: Pair, accessToken: string, wrong: object = {}) => {
    const { kty, crv, x, y } = await exportJWK(key.publicKey)
    const ath = Buffer.from(
      await crypto.subtle.digest('SHA-256', new TextEncoder().encode(accessToken)),
    ).toString('base64url')
    return new SignJWT({ htm: 'GET', htu: userinfo, ath, jti: crypto.randomUUID(), ...wrong })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: { kty, crv, x, y } as object })
      .setIssuedAt(Math.floor(Date.now() / 1000) - 3_600 * ('hoursAgo' in wrong ? 1 : 0))
      .sign(key.privateKey)
  }

  test('is of no use without a proof, or with one of another key', async () => {
    const { accessToken } = await memberOf()
    const key = await client.randomDPoPKeyPair('ES256')
    assert.deepEqual(await ask({ authorization: `Bearer ${accessToken}` }), [401, 'invalid_token'])
    assert.deepEqual((await ask({ authorization: `DPoP ${accessToken}` }))[0], 400)
    const dpop = await proofOf(key, accessToken)
    assert.deepEqual(await ask({ authorization: `DPoP ${accessToken}`, dpop }), [401, 'invalid_token'])
  })

  test('needs a proof for this request, this token and this time, each used once', async () => {
    const key = await client.randomDPoPKeyPair('ES256')
    const handle = client.getDPoPHandle(library.config, key)
    const verifier = client.randomPKCECodeVerifier()
    const { config, redirect } = library
    const begun = await client.buildAuthorizationUrlWithPAR(config, {
      redirect_uri: redirect,
      scope: 'openid',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    const url = await createVisitor(town).codeFor(library, begun, ana)
    const { access_token: token } = await client.authorizationCodeGrant(
      config,
      url,
      { pkceCodeVerifier: verifier, idTokenExpected: true },
      undefined,
      { DPoP: handle },
    )
    const authorization = `DPoP ${token}`
    const wrongs = [
      { htu: `${origin}/openid/token` },
      { htm: 'POST' },
      { ath: 'a'.repeat(43) },
      { hoursAgo: 1 },
    ]
    for (const wrong of wrongs) {
      const dpop = await proofOf(key, token, wrong)
      assert.deepEqual(await ask({ authorization, dpop }), [401, 'invalid_dpop_proof'], JSON.stringify(wrong))
    }
    const dpop = await proofOf(key, token)
    assert.equal((await ask({ authorization, dpop }))[0], 200)
    assert.equal((await ask({ authorization, dpop }))[1], 'invalid_token')
  })
})

describe('the steps of an interaction', () => {
  test('are those of one browser: another one, or one without the cookie, has nothing there', async () => {
    const { url } = await loginOf()
    const stranger = createVisitor(town)
    assert.equal((await stranger.step(url, 'details')).code, 'X1-interaction-gone')
    assert.equal((await stranger.step(url, 'device', stranger.proof(ana, url))).code, 'X1-interaction-gone')
    assert.equal((await stranger.step(url, 'refuse', {})).code, 'X1-interaction-gone')
  })

  test('take a proof for this interaction only: one that was made for another is relayed in vain', async () => {
    const [mine, attackers] = [await loginOf(), await loginOf()]
    const proof = mine.visitor.proof(ana, mine.url)
    const relayed = await attackers.visitor.step(attackers.url, 'device', proof)
    assert.equal(relayed.code, 'X5-signed-for-another')
  })

  test('are taken in their order, and from pages of this city only', async () => {
    const { visitor, url } = await loginOf()
    const consent = visitor.agreeing(ana, 'city-library', [], Date.now() + day)
    assert.equal((await visitor.step(url, 'consent', consent)).code, 'X13-other-step')
    const headers = { 'content-type': 'application/json', origin: 'https://evil.example', accept: '*/*' }
    const crossed = await visitor.ask(`${url.pathname}/refuse`, { method: 'POST', headers, body: '{}' })
    assert.equal(((await crossed.json()) as { code: string }).code, 'X10-cross-site')
  })

  test('take a consent to what was asked, for a time, signed by who signed in', async () => {
    const { visitor, url } = await loginOf()
    const { to } = await visitor.step(url, 'device', visitor.proof(ben, url))
    const asked = await visitor.follow(to)
    const code = async (consent: object) => (await visitor.step(asked.url, 'consent', consent)).code
    const { agreeing } = visitor
    const until = Date.now() + day
    assert.equal(await code(agreeing(ben, 'city-library', ['name'], until)), 'X4-consent-malformed')
    assert.equal(
      await code(agreeing(ben, 'city-library', ['district', 'district'], until)),
      'X4-consent-malformed',
    )
    assert.equal(await code(agreeing(ben, 'city-library', [], Date.now() - 1)), 'X4-consent-malformed')
    assert.equal(
      await code(agreeing(ben, 'city-library', [], Date.now() + 400 * day)),
      'X4-consent-malformed',
    )
    assert.equal(await code(agreeing(ana, 'city-library', ['district'], until)), 'X5-signed-for-another')
    assert.equal(await code(agreeing(ben, 'city-pool', ['district'], until)), 'X5-signed-for-another')
    const altered = { ...agreeing(ben, 'city-library', [], until), attributes: ['district'] }
    assert.equal(await code(altered), 'X5-signed-for-another')
    assert.equal(await code({ ...agreeing(ben, 'city-library', [], until), more: 1 }), 'S1-body-malformed')
    await visitor.step(asked.url, 'refuse', {})
  })

  test('end with a refusal as easily, and the service hears just that', async () => {
    const { visitor, url } = await loginOf()
    const { to } = await visitor.step(url, 'refuse', {})
    const { url: back } = await visitor.follow(to)
    assert.deepEqual(
      [back.origin + back.pathname, back.searchParams.get('error')],
      [library.redirect, 'access_denied'],
    )
  })

  test('are bounded for one address', async () => {
    const bounded = await openSignInCity({}, { writesPerMinute: 600 })
    try {
      const visitor = createVisitor(bounded)
      const url = new URL('/sign-in/nobody', bounded.origin)
      let last: { readonly code?: string } = {}
      for (let count = 0; count <= 60; count++) last = await visitor.step(url, 'details')
      assert.equal(last.code, 'S7-too-many-requests')
    } finally {
      await bounded.close()
    }
  })
})

test('where this server is, no header says', async () => {
  const path = '/openid/.well-known/openid-configuration'
  const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
  const text = await new Promise<string>((resolve, reject) => {
    const asking = httpRequest(new URL(path, origin), { headers }, (response) => {
      let body = ''
      response.on('data', (part: Buffer) => (body += part.toString()))
      response.on('end', () => resolve(body))
    })
    asking.on('error', reject).end()
  })
  assert.ok(text.includes(`${origin}/openid/auth`) && !text.includes('evil.example'))
})
