// Which wallets may be listed, and where they may be led back to (RFC 8252 section 7).
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseWallets } from './wallets.ts'

const origin = 'https://maru.example.org'
const listed = (redirect: unknown, more: object = {}) =>
  parseWallets([{ wallet: 'wallet.example', ko: '보기', en: 'Example', redirect, ...more }], origin)

describe('a wallet in the list', () => {
  test('is led back to a private-use scheme, the loopback by number, or an address of this city', () => {
    for (const redirect of [
      'org.example.wallet:/back',
      'http://127.0.0.1/back',
      'http://[::1]:8080/back',
      `${origin}/wallet/back`,
    ])
      assert.equal(listed(redirect)[0]!.redirect, redirect)
  })

  test('is led nowhere else', () => {
    for (const redirect of [
      'https://evil.example/back',
      `${origin}.evil.example/back`,
      `${origin}@evil.example/back`,
      'http://localhost/back',
      'http://127.0.0.1.evil.example/back',
      'http://user@127.0.0.1/back',
      'http://192.168.0.1/back',
      'wallet:/back',
      'javascript:/back',
      'org.example.wallet://evil.example/back',
      'org.example.wallet:/*',
      'org.example.wallet:/back?to=https://evil.example',
      'org.example.wallet:/back#fragment',
      '',
    ])
      assert.throws(() => listed(redirect), /wallet.example: .* is neither/, redirect)
  })

  test('has a name that no service can have, once, and nothing that is not known', () => {
    assert.throws(() => listed('org.example.wallet:/back', { wallet: 'city-library' }), /^Error: 0.wallet/)
    assert.throws(() => listed('org.example.wallet:/back', { redirects: ['x'] }), /redirects/)
    const [one] = listed('org.example.wallet:/back')
    assert.throws(() => parseWallets([one, one], origin), /two wallets have one name/)
    assert.throws(() => parseWallets({}, origin), /expected array/)
  })
})
