import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import type { Signer } from '@maru/client/keys.ts'
import { createVisitor, openSignInCity } from '@maru/testing/sign-in-city.ts'
import { createAuthenticator } from '@maru/testing/software-authenticator.ts'

const town = await openSignInCity()
after(() => town.close())
const [ana, ben] = (await town.city.enrol(2)) as [Signer, Signer]
const library = await town.openService('city-library', [])
const authenticator = createAuthenticator(town.origin)

const add = async (signer: Signer, device: ReturnType<typeof createAuthenticator>) => {
  const options = await town.request(signer, 'passkey-options')
  return town.request(signer, 'add-passkey', { response: JSON.stringify(device.create(options)) })
}
const idsOf = async (signer: Signer): Promise<string[]> =>
  (await town.request(signer, 'list')).passkeys.map(({ id }: { id: string }) => id)

const begin = async () => {
  const visitor = createVisitor(town)
  const { url } = await visitor.follow(`${library.url}/sign-in`)
  return { visitor, url, options: await visitor.step(url, 'passkey-options', {}) }
}

describe('a passkey', () => {
  test('is added by a signed request of a key of the account, once', async () => {
    const { id } = await add(ana, authenticator)
    assert.deepEqual(await idsOf(ana), [id])
    assert.equal(await add(ana, authenticator), 'X12-passkey-malformed')
    assert.equal(await add(ben, authenticator), 'X12-passkey-malformed')
  })

  test('answers the challenge that the same account was given, or is not taken', async () => {
    const other = createAuthenticator(town.origin)
    const options = await town.request(ana, 'passkey-options')
    const response = JSON.stringify(other.create(options))
    assert.equal(await town.request(ben, 'add-passkey', { response }), 'X12-passkey-malformed')
    const elsewhere = createAuthenticator('https://evil.example').create(options)
    assert.equal(
      await town.request(ana, 'add-passkey', { response: JSON.stringify(elsewhere) }),
      'X12-passkey-malformed',
    )
    assert.equal(await town.request(ana, 'add-passkey', { response }), 'X12-passkey-malformed')
    assert.equal(await town.request(ana, 'add-passkey', { response: '{' }), 'X12-passkey-malformed')
  })

  test('signs in by itself: nobody says who they are', async () => {
    const { visitor, url, options } = await begin()
    assert.deepEqual(options.allowCredentials ?? [], [])
    const { to } = await visitor.step(url, 'passkey', authenticator.get(options))
    const asked = await visitor.follow(to)
    assert.equal((await visitor.step(asked.url, 'details')).account, ana.keyId)
  })

  test('is refused with one code, whatever is wrong', async () => {
    const refused = async (make: (options: any) => object) => {
      const { visitor, url, options } = await begin()
      return (await visitor.step(url, 'passkey', make(options))).code
    }
    const stranger = createAuthenticator(town.origin)
    const code = 'X3-passkey-refused'
    assert.equal(await refused((options) => stranger.get(options)), code)
    assert.equal(
      await refused((options) => authenticator.get(options, { origin: 'https://evil.example' })),
      code,
    )
    assert.equal(await refused((options) => authenticator.get(options, { isUnverified: true })), code)
    assert.equal(await refused((options) => authenticator.get({ ...options, challenge: 'AAAA' })), code)
    assert.equal(await refused((options) => ({ ...authenticator.get(options), response: {} })), code)
  })

  test('is refused when its counter does not go up, as that of a copy', async () => {
    const { visitor, url, options } = await begin()
    authenticator.counter -= 6
    const { code } = await visitor.step(url, 'passkey', authenticator.get(options))
    assert.equal(code, 'X3-passkey-refused')
    authenticator.counter += 10
  })

  test('answers once, and in the interaction that asked', async () => {
    const [first, second] = [await begin(), await begin()]
    const answer = authenticator.get(first.options)
    assert.equal((await second.visitor.step(second.url, 'passkey', answer)).code, 'X3-passkey-refused')
    assert.ok((await first.visitor.step(first.url, 'passkey', answer)).to)
    assert.equal((await first.visitor.step(first.url, 'passkey', answer)).code, 'X3-passkey-refused')
  })

  test('is removed by its owner and then signs in no more', async () => {
    const [id] = (await idsOf(ana)) as [string]
    assert.equal(await town.request(ben, 'remove-passkey', { id }), 'X7-unknown-passkey')
    assert.deepEqual(await town.request(ana, 'remove-passkey', { id }), {})
    const { visitor, url, options } = await begin()
    const { code } = await visitor.step(url, 'passkey', authenticator.get(options))
    assert.equal(code, 'X3-passkey-refused')
  })

  test('there are at most ten of an account', async () => {
    for (let count = 0; count < 10; count++) await add(ben, createAuthenticator(town.origin))
    assert.equal((await idsOf(ben)).length, 10)
    assert.equal(await town.request(ben, 'passkey-options'), 'X8-too-many-passkeys')
  })
})
