import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openLyingProvider, type Lies } from '@maru/testing/lying-provider.ts'
import { providerClient } from '@maru/testing/made-up-provider.ts'
import { Problem } from '../../problem.ts'
import { openProvider } from './provider.ts'

/** The code with which a sign-in ends, or the claims. */
const signInAt = async (lies: Lies): Promise<unknown> => {
  const lying = await openLyingProvider(lies)
  try {
    const { issuer } = lying
    const options = { ...providerClient, issuer, scope: 'openid', acceptedLevels: ['high'], allowHttp: true }
    const provider = openProvider(options)
    const { url, expected } = await provider.begin()
    return await provider.finish(lying.signIn(url), expected)
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  } finally {
    await lying.close()
  }
}

test('an honest answer is taken', async () => {
  const claims = (await signInAt({})) as { readonly [claim: string]: unknown }
  assert.deepEqual([claims['sub'], claims['name'], claims['acr']], ['hana', '박 하나', 'high'])
})

const past = Math.floor(Date.now() / 1000) - 3_600
const lies: { readonly [what: string]: Lies } = {
  'an ID token of another issuer': { claims: { iss: 'https://elsewhere.example' } },
  'one for another client': { claims: { aud: 'another' } },
  'one for several, by another': { claims: { aud: ['maru', 'another'], azp: 'another' } },
  'one to another sign-in': { claims: { nonce: 'another' } },
  'one without nonce': { claims: { nonce: undefined } },
  'one that has expired': { claims: { exp: past } },
  'one that is signed by an unknown key': { otherKey: true },
  'one that is not signed': { unsigned: true },
  'one without a subject': { claims: { sub: undefined } },
  'another subject at the userinfo endpoint': { userInfoSubject: 'duri' },
}
for (const [what, each] of Object.entries(lies)) {
  test(`${what} is refused`, async () => assert.equal(await signInAt(each), 'V13-sign-in-refused'))
}

test('an assurance that is not enough is refused, and so is none', async () => {
  for (const acr of ['low', undefined, ['high'], ''])
    assert.equal(await signInAt({ claims: { acr } }), 'V14-assurance-too-low', String(acr))
})

test('metadata of another issuer, no provider at all and an endless answer are unreachable', async () => {
  assert.equal(await signInAt({ metadataIssuer: 'https://elsewhere.example' }), 'V16-provider-unreachable')
  assert.equal(await signInAt({ answerBytes: 300_000 }), 'V16-provider-unreachable')
  const gone = openProvider({
    ...providerClient,
    issuer: 'http://127.0.0.1:9',
    scope: 'openid',
    acceptedLevels: ['high'],
    allowHttp: true,
  })
  await assert.rejects(gone.begin(), { code: 'V16-provider-unreachable' })
  const plain = openProvider({
    ...providerClient,
    issuer: 'http://127.0.0.1:9',
    scope: 'openid',
    acceptedLevels: ['high'],
  })
  await assert.rejects(plain.begin(), { code: 'V16-provider-unreachable' })
})
