import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { dayMs } from '../days.ts'
import { createMadeUpCity } from '../made-up.ts'
import { commitAgreement, consentsPerDay, type Agreement } from './consent.ts'
import { signInReads } from './reads.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const salt = new Uint8Array(32).fill(7)
const agreement: Agreement = {
  chain: 'vectors-1',
  service: 'city-library',
  attributes: ['age_over_19', 'district'],
  until: 1_800_000_000_000,
}

test('O8: fifty consents a day and one more, and the next day again', () => {
  const city = createMadeUpCity(hash)
  city.enrol('ana')
  let given = 0
  const give = (at: number) => {
    const input = { consent: { bytes: (++given).toString(16).padStart(64, '0') } }
    const receipt = city.act({ by: 'ana', service: 'sign-in', action: 'give-consent', input, at })
    return 'refusal' in receipt ? receipt.refusal.code : 'ok'
  }
  for (let count = 1; count <= consentsPerDay; count++) assert.equal(give(10_000 + count), 'ok')
  assert.equal(give(20_000), 'O8-too-many-today')
  assert.equal(give(dayMs), 'ok')
})

test('O8: a commitment is of one agreement and one salt', () => {
  const all = [
    commitAgreement(hash, salt, agreement),
    commitAgreement(hash, new Uint8Array(32), agreement),
    commitAgreement(hash, salt, { ...agreement, chain: 'vectors-2' }),
    commitAgreement(hash, salt, { ...agreement, service: 'city-pool' }),
    commitAgreement(hash, salt, { ...agreement, attributes: ['age_over_19'] }),
    commitAgreement(hash, salt, { ...agreement, until: agreement.until + 1 }),
  ]
  assert.equal(new Set(all.map(bytesToHex)).size, all.length)
  // Whoever keeps a consent can check it in ten years: the form is fixed.
  assert.equal(bytesToHex(all[0]!), 'f612486186e092901d6f95bd9c9f2ee288ed33d87e75e9df8a56dec8681b4b6c')
})

test('queries and reads: services in the order of their codes, and a consent without its account', () => {
  const city = createMadeUpCity(hash)
  city.enrol('ana')
  const act = (by: string, action: string, input: object) =>
    assert.ok('events' in city.act({ by, service: 'sign-in', action, input }), action)
  for (const service of ['city-pool', 'city-library', 'school-meals']) {
    const words = { ko: '서비스', en: 'Service', publicKey: { bytes: `04${'11'.repeat(64)}` } }
    const redirects = [`https://${service}.example.org/back`]
    act('registrar', 'register-service', { service, ...words, redirects, asks: [] })
  }
  act('registrar', 'end-service', { service: 'city-pool' })
  const codes = (input: object) =>
    (city.query('sign-in', 'services', input) as { services: { service: string }[] }).services.map(
      ({ service }) => service,
    )
  assert.deepEqual(codes({}), ['city-library', 'city-pool', 'school-meals'])
  assert.deepEqual(codes({ after: 'city-library', limit: 1 }), ['city-pool'])
  assert.deepEqual(codes({ state: 'active' }), ['city-library', 'school-meals'])
  const one = city.query('sign-in', 'service', { service: 'city-pool' }) as { state: string }
  assert.equal(one.state, 'ended')
  assert.equal(city.query('sign-in', 'service', { service: 'nobody' }), undefined)
  assert.equal(signInReads.relyingOf(city.view, 'city-pool')?.state, 'ended')

  const consent = 'a1'.repeat(32)
  act('ana', 'give-consent', { consent: { bytes: consent } })
  const ask = () => city.query('sign-in', 'consent', { consent }) as { [field: string]: unknown }
  assert.deepEqual(Object.keys(ask()), ['consent', 'at', 'withdrawnAt'])
  assert.equal(ask()['withdrawnAt'], null)
  act('ana', 'withdraw-consent', { consent: { bytes: consent } })
  assert.equal(typeof ask()['withdrawnAt'], 'number')
  assert.equal(signInReads.consentOf(city.view, consent)?.account, city.keyId('ana'))
  assert.equal(city.query('sign-in', 'consent', { consent: 'b1'.repeat(32) }), undefined)
})
