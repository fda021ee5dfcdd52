// What a relying service, or whoever plays one, is refused, and by which code.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import * as client from 'openid-client'
import type { Signer } from '@maru/client/keys.ts'
import { createVisitor, errorOf, openSignInCity } from '@maru/testing/sign-in-city.ts'

const town = await openSignInCity()
after(() => town.close())
const { city, origin } = town
const [ana] = (await city.enrol(1)) as [Signer]
const library = await town.openService('city-library', ['age_over_19', 'district'])
const pool = await town.openService('city-pool', [])
const day = 86_400_000

type Service = typeof library

const codeFor = async (service: Service, visitor: string): Promise<URL> =>
  createVisitor(town).codeFor(service, await service.begin(visitor), ana)

describe('a request is refused when it', () => {
  const begin = (more: { readonly [field: string]: string }) => errorOf(library.begin('trick', more))

  test('asks for what the service is not registered for, or what nobody is', async () => {
    assert.equal(await begin({ scope: 'openid district name' }), 'invalid_scope')
    assert.equal(await begin({ scope: 'openid birthdate' }), 'invalid_scope')
    assert.equal(await begin({ scope: 'openid offline_access' }), 'invalid_scope')
    assert.equal(await errorOf(pool.begin('trick', { scope: 'openid district' })), 'invalid_scope')
  })

  test('leads anywhere but to a registered address, letter by letter', async () => {
    const { redirect } = library
    for (const trick of [
      'https://evil.example/back',
      `${redirect}/`,
      `${redirect}?next=https://evil.example`,
      `${redirect}#fragment`,
      redirect.replace('/back', '/BACK'),
      redirect.replace('http://', 'http://evil.example@'),
      redirect.replace('127.0.0.1', '127.0.0.1.evil.example'),
      redirect.replace('127.0.0.1', 'localhost'),
      pool.redirect,
    ])
      assert.equal(await begin({ redirect_uri: trick }), 'invalid_request', trick)
  })

  test('comes without PKCE, or with the plain method', async () => {
    const { config, redirect } = library
    const bare = { redirect_uri: redirect, scope: 'openid' }
    assert.equal(await errorOf(client.buildAuthorizationUrlWithPAR(config, bare)), 'invalid_request')
    assert.equal(await begin({ code_challenge_method: 'plain' }), 'invalid_request')
    assert.equal(await begin({ code_challenge: 'short' }), 'invalid_request')
  })

  test('wants anything but a code in the address', async () => {
    assert.equal(await begin({ response_type: 'token' }), 'invalid_request')
    assert.equal(await begin({ response_type: 'code id_token' }), 'invalid_request')
    assert.equal(await begin({ response_mode: 'form_post' }), 'invalid_request')
  })

  test('is not pushed before, is used a second time, or was pushed by another service', async () => {
    const visitor = createVisitor(town)
    const open = async (url: string) => {
      const { response } = await visitor.follow(url)
      return [response!.status, /<code>([a-z_]+)<\/code>/.exec(await response!.text())?.[1]]
    }
    const { redirect: redirect_uri } = library
    const plain = new URLSearchParams({
      ...{ client_id: 'city-library', response_type: 'code', scope: 'openid', redirect_uri },
      ...{ code_challenge: 'a'.repeat(43), code_challenge_method: 'S256' },
    })
    // The address is in order, so the service hears of it: nothing but the error.
    const { url } = await visitor.follow(`${origin}/openid/auth?${plain.toString()}`, library.redirect)
    assert.deepEqual([url.searchParams.get('error'), url.searchParams.get('code')], ['invalid_request', null])

    const pushed = await library.begin('twice')
    const login = await visitor.follow(pushed.href)
    const { to } = await visitor.step(login.url, 'device', visitor.proof(ana, login.url))
    const asked = await visitor.follow(to, library.redirect)
    const consent = visitor.agreeing(ana, 'city-library', [], Date.now() + day)
    const answer = asked.url.pathname.startsWith('/sign-in/')
      ? (await visitor.follow((await visitor.step(asked.url, 'consent', consent)).to, library.redirect)).url
      : asked.url
    assert.ok(answer.searchParams.has('code'))
    assert.deepEqual(await open(pushed.href), [400, 'invalid_request_uri'])

    const others = await library.begin('other')
    others.searchParams.set('client_id', 'city-pool')
    assert.equal((await open(others.href))[0], 400)
  })

  test('is signed by another key than the one that is registered, or by nobody', async () => {
    const { issuer } = town.signIn
    const options = { execute: [client.allowInsecureRequests] }
    const parameters = { redirect_uri: library.redirect, scope: 'openid' }
    for (const proof of [client.PrivateKeyJwt(pool.key), client.None()]) {
      const config = await client.discovery(new URL(issuer), 'city-library', {}, proof, options)
      assert.match(
        await errorOf(client.buildAuthorizationUrlWithPAR(config, parameters)),
        /^invalid_(?:client|request)$/,
      )
    }
  })
})

describe('a code', () => {
  test('is taken once, and a second time ends what the first one gave', async () => {
    const visit = await codeFor(library, 'first')
    const dpop = client.getDPoPHandle(library.config, await client.randomDPoPKeyPair('ES256'))
    const member = await library.finish('first', visit)
    const form = {
      redirect_uri: library.redirect,
      code: visit.searchParams.get('code')!,
      code_verifier: 'a'.repeat(43),
    }
    const again = client.genericGrantRequest(library.config, 'authorization_code', form, { DPoP: dpop })
    assert.equal(await errorOf(again), 'invalid_grant')
    // A verifier that is wrong does not even reach the check, so the right holder is not harmed by a guess.
    assert.equal((await library.askAgain(member)).sub, member.sub)
  })

  test('is taken once, also when two take it at the same time', async () => {
    const visitor = 'racing'
    const verifier = client.randomPKCECodeVerifier()
    const url = await codeForVerifier(verifier)
    const form = {
      redirect_uri: library.redirect,
      code: url.searchParams.get('code')!,
      code_verifier: verifier,
    }
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(async () => {
        const dpop = client.getDPoPHandle(library.config, await client.randomDPoPKeyPair('ES256'))
        const taking = client.genericGrantRequest(library.config, 'authorization_code', form, { DPoP: dpop })
        return taking.then(
          () => visitor,
          (error: { readonly error: string }) => error.error,
        )
      }),
    )
    assert.ok(outcomes.filter((each) => each === visitor).length <= 1, outcomes.join())
    assert.ok(outcomes.includes('invalid_grant'))
  })

  test('is of use to nobody without the verifier, the service that asked, or a proof of a key', async () => {
    const take = async (service: Service, form: object, DPoP?: client.DPoPHandle) =>
      errorOf(client.genericGrantRequest(service.config, 'authorization_code', { ...form }, DPoP && { DPoP }))
    const dpopOf = async (service: Service) =>
      client.getDPoPHandle(service.config, await client.randomDPoPKeyPair('ES256'))
    const verifier = client.randomPKCECodeVerifier()
    const url = await codeForVerifier(verifier)
    const form = {
      redirect_uri: library.redirect,
      code: url.searchParams.get('code')!,
      code_verifier: verifier,
    }
    const wrong = { ...form, code_verifier: client.randomPKCECodeVerifier() }
    assert.equal(await take(library, wrong, await dpopOf(library)), 'invalid_grant')
    const { code_verifier: _verifier, ...without } = form
    assert.equal(await take(library, without, await dpopOf(library)), 'invalid_grant')
    assert.equal(await take(pool, form, await dpopOf(pool)), 'invalid_grant')
    assert.equal(await take(library, form), 'invalid_grant')
    const moved = { ...form, redirect_uri: `${library.redirect}/` }
    assert.equal(await take(library, moved, await dpopOf(library)), 'invalid_grant')
    const taken = await take(library, form, await dpopOf(library))
    assert.match(taken, /^not refused/)
  })

  test('comes with the state and the nonce that the service gave, or the service does not take it', async () => {
    const url = await codeFor(library, 'stated')
    const changed = new URL(url)
    changed.searchParams.set('state', 'another')
    assert.match(await errorOf(library.finish('stated', changed)), /state/)
    const without = new URL(url)
    without.searchParams.delete('iss')
    assert.match(await errorOf(library.finish('stated', without)), /iss/)
    const mixed = new URL(url)
    mixed.searchParams.set('iss', 'https://evil.example')
    assert.match(await errorOf(library.finish('stated', mixed)), /iss/)
    // An answer to another visit of the same service.
    const other = await codeFor(library, 'other visit')
    other.searchParams.set('state', url.searchParams.get('state')!)
    assert.match(await errorOf(library.finish('stated', other)), /invalid_grant|nonce/)
  })

  const codeForVerifier = async (verifier: string): Promise<URL> => {
    const { config, redirect } = library
    const url = await client.buildAuthorizationUrlWithPAR(config, {
      redirect_uri: redirect,
      scope: 'openid',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    return createVisitor(town).codeFor(library, url, ana)
  }
})
