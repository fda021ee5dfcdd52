import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newKey } from '@maru/client/new-key.ts'
import type { Signer } from '@maru/client/keys.ts'
import { dev } from '@maru/cities/dev.ts'
import { encode } from '@maru/kernel/codec/cbor.ts'
import { namedSigner, registrar, type TestCity } from '@maru/testing/city.ts'
import {
  madeUpPerson,
  openEnrolledCity,
  withEnrolledCity,
  type EnrolledCity,
} from '@maru/testing/enrolled-city.ts'
import { openMadeUpProvider, providerClient } from '@maru/testing/made-up-provider.ts'
import { openDoor, type OpenidDoorOptions } from './door.ts'
import { openProvider } from './provider.ts'

const path = '/api/enrolments/openid'
const person = (claims: object = {}, acr = 'high') => ({
  acr,
  claims: {
    name: '박 하나',
    birthdate: '1990-02-03',
    address: { locality: '강변동' },
    ci: 'c'.repeat(88),
    ...claims,
  },
})
const accounts = {
  hana: person(),
  'hana-elsewhere': person({ name: '박다른이름' }),
  duri: person({ name: '박두리', ci: 'd'.repeat(88) }),
  weak: person({}, 'low'),
  far: person({ ci: 'f'.repeat(88), address: { locality: '다른 도시' } }),
  nameless: person({ name: undefined, ci: 'n'.repeat(88) }),
  yearless: person({ birthdate: '0000-02-03', ci: 'y'.repeat(88) }),
  child: person({ birthdate: '2016-02-03', ci: 'k'.repeat(88) }),
}

const doorOf = (issuer: string, city: TestCity): OpenidDoorOptions => ({
  provider: openProvider({
    ...providerClient,
    issuer,
    scope: 'openid profile address ci',
    acceptedLevels: ['high'],
    allowHttp: true,
  }),
  issuer,
  name: { ko: '시험 본인확인', en: 'Test identity' },
  registrar: {
    account: registrar.keyId,
    sign: (action, input) => city.sign(registrar, 'residents', action, input),
  },
  claims: { name: 'name', birthDate: 'birthdate', district: 'address.locality', identifier: 'ci' },
  districts: dev.districts,
})

describe('the door for who signs in at a provider', () => {
  let provider: Awaited<ReturnType<typeof openMadeUpProvider>>
  let town: EnrolledCity

  before(async () => {
    provider = await openMadeUpProvider(accounts)
    town = await openEnrolledCity({}, ({ city }) => ({ openid: openDoor(doorOf(provider.issuer, city)) }))
  })
  after(async () => {
    await town.close()
    await provider.close()
  })

  const begin = async (device: Signer, input: object = {}) => {
    const answer = await town.app.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/cbor' },
      payload: Buffer.from(encode({ ...newKey(device, town.city.genesis.chain), ...input })),
    })
    const cookie = String(answer.headers['set-cookie'] ?? '').split(';')[0]!
    return {
      code: answer.json().code as string | undefined,
      url: answer.json().url as string,
      cookie,
      answer,
    }
  }
  /** How the page hears that it ended. */
  const comeBack = async (url: string, cookie: string): Promise<string> => {
    const answer = await town.app.inject({
      url: path + '/callback' + new URL(url).search,
      headers: { cookie },
    })
    assert.equal(answer.statusCode, 303, answer.body)
    return /^\/enrol\?sign-in=([\w-]+)$/.exec(String(answer.headers['location']))![1]!
  }
  const enrolAs = async (device: Signer, subject: string | undefined): Promise<string> => {
    const { url, cookie } = await begin(device)
    return comeBack(await provider.signIn(url, subject), cookie)
  }
  const stateOf = ({ keyId: account }: Signer) =>
    (town.city.query('residents', 'resident', { account }) as { district: string } | undefined)?.district

  test('enrols who signs in, with the device on which they began', async () => {
    const device = namedSigner('hana')
    const { url, cookie, answer } = await begin(device, {
      identity: (({ commitment, proof }) => ({ commitment, proof }))(
        town.identity(device, madeUpPerson(1), 5),
      ),
    })
    assert.match(String(answer.headers['set-cookie']), /HttpOnly; SameSite=Lax$/)
    const asked = new URL(url).searchParams
    assert.equal(asked.get('code_challenge_method'), 'S256')
    assert.ok(asked.get('state') && asked.get('nonce'))
    assert.equal(await comeBack(await provider.signIn(url, 'hana'), cookie), 'enrolled')
    assert.equal(stateOf(device), 'river')
    const { name, birthDate, proofing } = (await town.vault.getUnrecorded(device.keyId))!
    assert.deepEqual([name, birthDate], ['박 하나', '1990-02-03'])
    assert.deepEqual(proofing, {
      door: 'openid',
      by: registrar.keyId,
      at: town.city.now(),
      assurance: 'high',
    })
    const membership = town.city.query('residents', 'membership', { account: device.keyId }) as {
      groups: string[]
    }
    assert.deepEqual(membership.groups, ['city', 'city-14', 'city-18', 'city-19', 'district-river'])
  })

  test('enrols nobody a second time: by the account there, by the identifier, or by name and birth date', async () => {
    assert.equal(await enrolAs(namedSigner('again'), 'hana'), 'V1-already-enrolled')
    assert.equal(await enrolAs(namedSigner('again'), 'hana-elsewhere'), 'V1-already-enrolled')
    const atDesk = madeUpPerson(1, { name: '박하나', birthDate: '1990-02-03' })
    assert.equal(await town.enrol(namedSigner('again'), atDesk), 'V2-namesake')
    assert.equal(stateOf(namedSigner('again')), undefined)
  })

  test('and the desk, at the same time, of one person: exactly one wins', async () => {
    const [phone, other] = [namedSigner('duri phone'), namedSigner('duri desk')]
    const { url, cookie } = await begin(phone)
    const back = await provider.signIn(url, 'duri')
    const atDesk = madeUpPerson(1, { name: '박두리', birthDate: '1990-02-03', identifier: 'd'.repeat(88) })
    const outcomes = await Promise.all([comeBack(back, cookie), town.enrol(other, atDesk)])
    const isEnrolled = outcomes.map((outcome) => outcome === 'enrolled' || typeof outcome !== 'string')
    assert.equal(isEnrolled.filter(Boolean).length, 1, JSON.stringify(outcomes))
    assert.ok(outcomes.includes('V1-already-enrolled'))
    assert.deepEqual(
      [phone, other].map((device) => stateOf(device) !== undefined),
      isEnrolled,
    )
  })

  test('refuses whom the provider does not say enough of', async () => {
    const device = namedSigner('stranger')
    const refusals = {
      weak: 'V14-assurance-too-low',
      far: 'V18-not-of-this-city',
      nameless: 'V15-claims-missing',
      yearless: 'V8-birth-date',
      child: 'V9-needs-guardian',
    }
    for (const [subject, code] of Object.entries(refusals)) assert.equal(await enrolAs(device, subject), code)
    assert.equal(await enrolAs(device, undefined), 'V13-sign-in-refused')
    assert.equal(stateOf(device), undefined)
  })

  test('takes an answer once, in time, in the browser that began, and only the one that was asked for', async () => {
    const device = namedSigner('tricked')
    const [one, two] = [await begin(device), await begin(device)]
    const back = await provider.signIn(one.url, 'far')
    assert.equal(await comeBack(back, ''), 'V12-sign-in-unknown')
    assert.equal(await comeBack(back, two.cookie), 'V12-sign-in-unknown')
    const changed = (name: string, value: string): string => {
      const url = new URL(back)
      url.searchParams.set(name, value)
      return url.href
    }
    assert.equal(await comeBack(changed('state', 'another'), one.cookie), 'V12-sign-in-unknown')
    // The code of one sign-in with the state of another: PKCE and nonce are of the other.
    const state = new URL(two.url).searchParams.get('state')!
    assert.equal(await comeBack(changed('state', state), two.cookie), 'V13-sign-in-refused')
    const again = await begin(device)
    const mixedUp = new URL(await provider.signIn(again.url, 'far'))
    mixedUp.searchParams.set('iss', 'https://elsewhere.example')
    assert.equal(await comeBack(mixedUp.href, again.cookie), 'V13-sign-in-refused')
    assert.equal(await comeBack(mixedUp.href, again.cookie), 'V12-sign-in-unknown')
    const late = await begin(device)
    const lateBack = await provider.signIn(late.url, 'far')
    town.city.advance(600_000)
    assert.equal(await comeBack(lateBack, late.cookie), 'V12-sign-in-unknown')
    const doubled = await begin(device)
    const url = new URL(await provider.signIn(doubled.url, 'far'))
    url.searchParams.append('code', 'another')
    assert.equal(await comeBack(url.href, doubled.cookie), 'V13-sign-in-refused')
    assert.equal(stateOf(device), undefined)
  })

  test('asks for a device as it should be', async () => {
    const device = namedSigner('malformed')
    assert.equal((await begin(device, { proof: new Uint8Array(63) })).code, 'T11-input-malformed')
    assert.equal(
      (await begin(device, { redirect_uri: 'https://elsewhere.example' })).code,
      'T11-input-malformed',
    )
    // A proof of another key is seen by the ledger, and leaves nobody in the vault.
    const count = town.vault.count()
    const { url, cookie } = await begin(device, { proof: newKey(namedSigner('other'), 'dev-1').proof })
    assert.equal(await comeBack(await provider.signIn(url, 'hana-elsewhere'), cookie), 'V1-already-enrolled')
    assert.equal(town.vault.count(), count)
  })

  test('is shown while it is open', async () => {
    const { openid } = (await town.app.inject('/api/vault')).json()
    assert.deepEqual(openid, { ko: '시험 본인확인', en: 'Test identity' })
  })

  test('is closed without an account that is a registrar', async () => {
    const nobody = namedSigner('nobody').keyId
    const door = openDoor({
      ...doorOf(provider.issuer, town.city),
      registrar: { account: nobody, sign: () => new Uint8Array() },
    })
    const { ledger, now } = town.city
    assert.equal(door.isOpen(ledger), false)
    await assert.rejects(door.begin(encode({}), { ledger, now }), { code: 'V11-door-closed' })
    await withEnrolledCity(async ({ app }) => {
      const headers = { 'content-type': 'application/cbor' }
      const answer = await app.inject({
        method: 'POST',
        url: path,
        headers,
        payload: Buffer.from(encode({})),
      })
      assert.equal(answer.json().code, 'V11-door-closed')
      assert.equal((await app.inject('/api/vault')).json().openid, null)
    })
  })
})
