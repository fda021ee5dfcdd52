import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readWallets } from './city-sign-in.ts'

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
