// oidc-provider says aloud when a default that is meant for development is in use. This test listens.
import assert from 'node:assert/strict'
import { test } from 'node:test'

test('no default of the provider that is meant for development is in use', async () => {
  const said: string[] = []
  const listen = (...words: unknown[]): void => void said.push(words.join(' '))
  const { warn, info } = console
  Object.assign(console, { warn: listen, info: listen })
  try {
    // Loaded only now, for it speaks when it is loaded too.
    const { createVisitor } = await import('@maru/testing/sign-in-city.ts')
    const { openWalletCity, walletNames, walletRedirects } = await import('@maru/testing/wallet-city.ts')
    const { createWalletApp } = await import('@maru/testing/wallet-app.ts')
    const city = await openWalletCity()
    const { town, office } = city
    try {
      const ana = await city.cardCity.enrolPerson()
      const library = await town.openService('city-library', ['district'])
      const visitor = createVisitor(town)
      await visitor.signIn(library, ana)
      assert.equal(library.members.size, 1)
      const app = await createWalletApp(town, {
        wallet: walletNames[0],
        redirect: walletRedirects[0],
        office,
      })
      const detail = { type: 'openid_credential', credential_configuration_id: 'citizens-card' }
      const details = JSON.stringify([{ ...detail, locations: [office] }])
      for (const changes of [{}, { details }]) assert.match(await app.token(ana, changes), /^[\w-]{43}$/)
      const { response } = await visitor.follow(`${town.origin}/openid/auth?client_id=nobody`)
      const page = await response!.text()
      assert.match(page, /<code>invalid_client<\/code>/)
      assert.ok(!page.includes('oops'))
      assert.equal(response!.headers.get('content-security-policy')?.includes("default-src 'none'"), true)
      for (const path of ['/openid/session/end', '/openid/session/end/success', '/openid/jwks'])
        assert.equal((await visitor.ask(path)).status, 200, path)
      assert.equal((await visitor.ask('/openid/interaction/anything')).status, 404)
      assert.equal((await visitor.ask('/openid/reg', { method: 'POST' })).status, 404)
    } finally {
      await city.close()
    }
  } finally {
    Object.assign(console, { warn, info })
  }
  assert.deepEqual(said, [])
})
