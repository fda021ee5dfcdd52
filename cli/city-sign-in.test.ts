import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openCitySignIn, readWallets } from './city-sign-in.ts'

const folder = mkdtempSync(join(tmpdir(), 'maru-wallets-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const origin = 'https://maru.example.org'
const read = (text: string) => {
  const path = join(folder, 'wallets.json')
  writeFileSync(path, text)
  return readWallets({ MARU_WALLETS_FILE: path }, origin)
}

test('wallets of others are those in the file, without one there are none, and a mistake names the variable', () => {
  const wallet = { wallet: 'wallet.example', ko: '보기', en: 'Example', redirect: 'org.example.wallet:/back' }
  assert.deepEqual(read(JSON.stringify([wallet])), [wallet])
  assert.deepEqual(readWallets({}, origin), [])
  const elsewhere = JSON.stringify([{ ...wallet, redirect: 'https://evil.example/' }])
  assert.throws(() => read(elsewhere), /^Error: MARU_WALLETS_FILE: wallet.example/)
  assert.throws(() => read('no list'), /MARU_WALLETS_FILE/)
  assert.throws(() => readWallets({ MARU_WALLETS_FILE: '/nowhere' }, origin), /MARU_WALLETS_FILE: ENOENT/)
})

test('production signs nobody in without https, or without a key that encrypts what is kept, and says why', async () => {
  const warnings: string[] = []
  const open = (origin: string) =>
    openCitySignIn({
      folder,
      ledger: { genesis: { services: ['sign-in'] } } as never,
      vault: undefined,
      vaultSettings: undefined,
      cards: () => undefined,
      origin,
      utcOffsetMinutes: 540,
      production: true,
      wallets: [],
      warn: (line) => warnings.push(line),
    })
  assert.equal(await open('http://maru.example.org'), undefined)
  assert.equal(await open(origin), undefined)
  assert.deepEqual(
    warnings.map((line) => /set (\w+)/.exec(line)?.[1]),
    ['MARU_URL', 'MARU_VAULT_KEY_FILE'],
  )
  assert.equal(existsSync(join(folder, 'sign-in')), false)
})
