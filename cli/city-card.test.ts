import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { createSeed, seedToHex } from '@maru/client/keys.ts'
import { developmentCardKeys } from '@maru/server/card/keys.ts'
import { domainOf, readCardSettings } from './city-card.ts'

const folder = mkdtempSync(join(tmpdir(), 'maru-card-keys-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const fileWith = (name: string, text: string, mode = 0o600): string => {
  const path = join(folder, name)
  writeFileSync(path, text, { mode })
  return path
}
const office = fileWith('office', seedToHex(createSeed()))

describe('the keys of the card office', () => {
  test('are known to everybody while developing, and in production there are none unless they are given', () => {
    assert.equal(readCardSettings({}, false)?.isDevelopment, true)
    assert.equal(readCardSettings({}, true), undefined)
  })

  test('are made when their file is not there, for nobody else to read, and stay', () => {
    const path = join(folder, 'card-keys')
    const environment = { MARU_CARD_KEY_FILE: path, MARU_CARD_OFFICE_KEY_FILE: office }
    const made = readCardSettings(environment, true)
    assert.equal(statSync(path).mode & 0o777, 0o600)
    assert.deepEqual(readCardSettings(environment, true)?.keys, made?.keys)
    assert.equal(readFileSync(path, 'utf8').includes(developmentCardKeys().card.d!), false)
  })

  test('are refused when they are half, unreadable, for others to read, or the development ones', () => {
    const known = fileWith('known', JSON.stringify(developmentCardKeys()))
    const open = fileWith('open', JSON.stringify(developmentCardKeys()), 0o644)
    const broken = fileWith('broken', '{}')
    const read = (keyFile: string, production = false) =>
      readCardSettings({ MARU_CARD_KEY_FILE: keyFile, MARU_CARD_OFFICE_KEY_FILE: office }, production)
    assert.throws(() => readCardSettings({ MARU_CARD_KEY_FILE: known }, false), /need each other/)
    assert.throws(() => read(broken), /no file of card keys/)
    assert.throws(() => read(open), /chmod 600/)
    assert.equal(read(known)?.isDevelopment, false)
    assert.throws(() => read(known, true), /development key/)
  })
})

test('the office is found by a name, which an address by number has only where everybody knows the keys', () => {
  assert.equal(domainOf('https://maru.example.org', false), 'maru.example.org')
  assert.equal(domainOf('https://maru.example.org:8443', false), 'maru.example.org%3A8443')
  for (const origin of ['http://127.0.0.1:4321', 'http://10.77.0.1:4321', 'http://[::1]:4321']) {
    assert.equal(domainOf(origin, true), 'localhost%3A4321')
    assert.equal(domainOf(origin, false), undefined)
  }
})
