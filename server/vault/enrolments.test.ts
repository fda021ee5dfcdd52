import assert from 'node:assert/strict'
import { test } from 'node:test'
import { developmentSigner } from '@maru/client/keys.ts'
import { signVaultRequest } from '@maru/client/signed-request.ts'
import { namedSigner, registrar } from '@maru/testing/city.ts'
import { madeUpPerson, withEnrolledCity, type EnrolledCity } from '@maru/testing/enrolled-city.ts'
import { filesWith } from '@maru/testing/made-up-texts.ts'

const ana = namedSigner('ana')
const ben = namedSigner('ben')
const dayMs = 86_400_000

const residentOf = ({ city }: EnrolledCity, { keyId: account }: { readonly keyId: string }) =>
  city.query('residents', 'resident', { account }) as { readonly state: string } | undefined

test('the desk enrols a person: the ledger knows the account, the vault the person, each in its place', () =>
  withEnrolledCity(async (town) => {
    const person = madeUpPerson(1)
    const receipt = await town.enrol(ana, person)
    assert.deepEqual(receipt.events, [['resident-enrolled', { account: ana.keyId }]])
    assert.match(receipt.proof, /^c2sp.org\/tlog-proof/)
    assert.equal(residentOf(town, ana)?.state, 'active')
    const { name, birthDate, district } = person
    const kept = {
      name,
      birthDate,
      district,
      proofing: { door: 'desk', by: registrar.keyId, at: town.city.now() },
    }
    assert.deepEqual(await town.vault.getUnrecorded(ana.keyId), kept)
    assert.deepEqual(await town.ask(ana, 'read-own'), { person: kept })
    assert.equal(await town.ask(registrar, 'read-own'), 'V10-nobody')
    assert.deepEqual(await town.ask(registrar, 'find-person', { name, birthDate }), {
      accounts: [ana.keyId],
      left: [],
    })
    const traces = [name, birthDate, person.document.number].map((text) => Buffer.from(text))
    assert.deepEqual(await filesWith(town.city.folder, traces), [])
  }))

test('a second enrolment of the same person is refused, and leaves nothing', () =>
  withEnrolledCity(async (town) => {
    await town.enrol(ana, madeUpPerson(1))
    assert.equal(await town.enrol(ben, madeUpPerson(1)), 'V1-already-enrolled')
    const other = { kind: 'id-card', number: '0000-1111' }
    assert.equal(await town.enrol(ben, madeUpPerson(1, { document: other })), 'V2-namesake')
    assert.equal(await town.enrol(ana, madeUpPerson(2)), 'V3-account-taken')
    assert.equal(residentOf(town, ben), undefined)
    assert.equal(town.vault.count(), 1)
    const namesake = await town.enrol(ben, madeUpPerson(1, { document: other, isNamesake: true }))
    assert.equal(namesake.events[0][0], 'resident-enrolled')
    assert.equal((await town.vault.getUnrecorded(ben.keyId))?.proofing.isNamesake, true)
  }))

test('the same person at eight desks at the same time becomes one resident', () =>
  withEnrolledCity(async (town) => {
    const devices = Array.from({ length: 8 }, (_, index) => namedSigner(`device ${index}`))
    const outcomes = await Promise.all(devices.map((device) => town.enrol(device, madeUpPerson(1))))
    assert.equal(outcomes.filter((outcome) => outcome === 'V1-already-enrolled').length, 7)
    assert.equal(devices.filter((device) => residentOf(town, device)).length, 1)
    assert.deepEqual([town.vault.count(), town.vault.waiting()], [1, []])
  }))

test('an enrolment sent again gets the same receipt, also while the first is under way', () =>
  withEnrolledCity(async (town) => {
    const person = madeUpPerson(1)
    const input = { ...person, transaction: town.enrolment(ana, person) }
    const receipts = await Promise.all([1, 2, 3].map(() => town.ask(registrar, 'enrol-person', input)))
    receipts.push(await town.ask(registrar, 'enrol-person', input))
    for (const { id, index } of receipts)
      assert.deepEqual({ id, index }, { id: receipts[0].id, index: receipts[0].index })
    assert.equal((await town.vault.getUnrecorded(ana.keyId))?.name, person.name)
  }))

test('what the ledger refuses leaves no person, and the tags are free', () =>
  withEnrolledCity(async (town) => {
    const person = madeUpPerson(1)
    const proof = ben.sign(Buffer.from('of something else'))
    const transaction = town.enrolment(ana, person, { proof })
    assert.equal(await town.ask(registrar, 'enrol-person', { ...person, transaction }), 'T15-bad-cosignature')
    assert.deepEqual([town.vault.count(), town.vault.waiting()], [0, []])
    assert.equal((await town.enrol(ana, person)).events[0][0], 'resident-enrolled')
  }))

test('who brings an identity is put into the groups that follow, when their own key signed for it', () =>
  withEnrolledCity(async (town) => {
    const person = madeUpPerson(1, { birthDate: '2009-06-01' })
    const identity = town.identity(ana, person, 7)
    const ask = (changes: object) =>
      town.ask(registrar, 'enrol-person', {
        ...person,
        transaction: town.enrolment(ana, person, { identity: { ...identity, ...changes } }),
      })
    assert.deepEqual(identity.groups, ['city', 'city-14', 'district-river'])
    assert.equal(
      await ask({ groups: ['city', 'city-14', 'city-18', 'district-river'] }),
      'V7-does-not-follow',
    )
    assert.equal(await ask({ groups: ['city', 'city-14'] }), 'V7-does-not-follow')
    const { proof: _proof, ...unproven } = identity
    const transaction = town.enrolment(ana, person, { identity: unproven })
    assert.equal(await town.ask(registrar, 'enrol-person', { ...person, transaction }), 'V7-does-not-follow')
    // The officer puts an identity of their own in the place of the resident's.
    assert.equal(await ask({ commitment: town.identity(ben, person, 8).commitment }), 'T15-bad-cosignature')
    assert.equal((await ask({})).events[0][0], 'resident-enrolled')
    const { groups } = town.city.query('residents', 'membership', { account: ana.keyId }) as {
      groups: string[]
    }
    assert.deepEqual(groups, ['city', 'city-14', 'district-river'])
  }))

test('a new identity is taken only with the signature of a key of the account, when a device is named', () =>
  withEnrolledCity(async (town) => {
    const person = madeUpPerson(1)
    await town.enrol(ana, person)
    await town.enrol(ben, madeUpPerson(2))
    const { commitment, groups, proof } = town.identity(ana, person, 7)
    const set = (device: object) =>
      town.city.act(registrar, 'residents', 'set-identity', {
        account: ana.keyId,
        commitment,
        groups: [...groups],
        device: { ...device } as never,
      })
    const { algorithm, publicKey } = ana
    const ofBen = town.identity(ben, person, 7)
    assert.equal(await set({ algorithm, publicKey: ben.publicKey, proof }), 'T15-bad-cosignature')
    assert.equal(await set({ algorithm, publicKey, proof: ofBen.proof }), 'T15-bad-cosignature')
    assert.equal(typeof (await set({ algorithm, publicKey, proof })), 'object')
  }))

test('who comes back within the year is restored to their account, and is a person again', () =>
  withEnrolledCity(async (town) => {
    const person = madeUpPerson(1)
    await town.enrol(ana, person)
    await town.enrol(ben, madeUpPerson(2))
    await town.city.act(ana, 'residents', 'leave-city', { account: ana.keyId })
    await town.enrolments.caughtUp()
    assert.equal(await town.enrol(namedSigner('new'), person), 'V4-left-recently')
    const { name, birthDate } = person
    const left = { accounts: [], left: [ana.keyId] }
    assert.deepEqual(await town.ask(registrar, 'find-person', { name, birthDate }), left)
    const restore = (who: object, account = ana.keyId) => {
      const input = { account, reason: 'returned' }
      const transaction = town.city.sign(registrar, 'residents', 'restore-resident', input)
      return town.ask(registrar, 'enrol-person', { ...person, ...who, transaction })
    }
    const other = { name: '다른 사람', document: { kind: 'passport', number: 'M99999999' } }
    assert.equal(await restore({ birthDate: '1985-01-01' }), 'V7-does-not-follow')
    assert.equal(await restore(other), 'V20-another-person')
    assert.equal(await restore({ document: madeUpPerson(2).document }), 'V1-already-enrolled')
    assert.equal(await restore(madeUpPerson(2), ben.keyId), 'V3-account-taken')
    assert.equal((await restore({})).events[0][0], 'resident-restored')
    assert.equal((await town.vault.getUnrecorded(ana.keyId))?.name, person.name)
    assert.equal(residentOf(town, ana)?.state, 'active')
  }))

const mayor = developmentSigner('mayor')
const stranger = namedSigner('stranger')

test('what does not fit is refused with its code', () =>
  withEnrolledCity(async (town) => {
    const person = madeUpPerson(1)
    const transaction = town.enrolment(ana, person)
    const ask = (changes: object, signer = registrar) =>
      town.ask(signer, 'enrol-person', { ...person, transaction, ...changes })
    const signed = (service: string, action: string, input: any, signer = registrar) =>
      town.city.sign(signer, service, action, input)
    assert.equal(await ask({}, mayor), 'V5-not-registrar')
    assert.equal(await ask({}, stranger), 'T8-unknown-key')
    assert.equal(
      await town.ask(mayor, 'find-person', { name: person.name, birthDate: person.birthDate }),
      'V5-not-registrar',
    )
    assert.equal(await town.ask(registrar, 'list-persons'), 'T10-unknown-action')
    assert.equal(await ask({ transaction: town.enrolment(ana, person, {}, mayor) }), 'V6-other-transaction')
    const leave = signed('residents', 'leave-city', { account: ana.keyId })
    assert.equal(await ask({ transaction: leave }), 'V6-other-transaction')
    assert.equal(await ask({ transaction: Buffer.from('no transaction') }), 'T1-malformed')
    const wrong = { district: 'hill', birthYearBand: 1990 }
    for (const [field, value] of Object.entries(wrong)) {
      const other = town.enrolment(ana, person, { [field]: value })
      assert.equal(await ask({ transaction: other }), 'V7-does-not-follow', field)
    }
    for (const birthDate of ['1951-02-29', '1951-13-01', '1951-00-10', '2150-01-01', '1899-12-31'])
      assert.equal(await ask({ birthDate }), 'V8-birth-date', birthDate)
    const child = madeUpPerson(1, { birthDate: '2015-05-05' })
    assert.equal(await town.enrol(ana, child), 'V9-needs-guardian')
    const malformed = [
      { name: '' },
      { name: '   ' },
      { name: 'a'.repeat(101) },
      { birthDate: '1951' },
      { document: { kind: 'resident-number', number: '123456' } },
      { document: { kind: 'passport', number: '-' } },
      { identifier: 'short' },
      { residentNumber: '510211-1234567' },
      { isNamesake: false },
      { transaction: new Uint8Array(0) },
    ]
    for (const changes of malformed)
      assert.equal(await ask(changes), 'T11-input-malformed', JSON.stringify(changes))
    assert.equal(town.vault.count(), 0)
  }))

test('a refusal names the field that is wrong and never what stood in it', () =>
  withEnrolledCity(async (town) => {
    const person = madeUpPerson(1, { birthDate: '비밀 생일' })
    const transaction = town.enrolment(ana, madeUpPerson(1))
    const options = { chain: town.city.genesis.chain, validUntil: town.city.now() + 1_000 }
    const request = signVaultRequest(registrar, 'enrol-person', { ...person, transaction }, options)
    const answer = await town.post(request)
    assert.equal(answer.json().where, 'birthDate')
    assert.equal(answer.body.includes('비밀'), false)
    const late = signVaultRequest(registrar, 'read-own', {}, { ...options, validUntil: town.city.now() - 1 })
    assert.equal((await town.post(late)).json().code, 'T4-expired')
    const notOurs = signVaultRequest(registrar, 'read-own', {}, { ...options, chain: 'elsewhere' })
    assert.equal((await town.post(notOurs)).json().code, 'T3-wrong-chain')
  }))

test('who leaves is erased at once, and who the registrar noted after the days of grace; the tags stay a year', () =>
  withEnrolledCity(async (town) => {
    await town.enrol(ana, madeUpPerson(1))
    await town.enrol(ben, madeUpPerson(2))
    await town.city.act(ana, 'residents', 'leave-city', { account: ana.keyId })
    await town.enrolments.caughtUp()
    assert.equal(await town.vault.getUnrecorded(ana.keyId), undefined)
    assert.equal(await town.ask(ana, 'read-own'), 'V10-nobody')
    await town.city.act(registrar, 'residents', 'leave-city', { account: ben.keyId })
    town.city.advance(5 * dayMs - 1_000)
    await town.city.runTimers()
    await town.enrolments.caughtUp()
    assert.ok(await town.vault.getUnrecorded(ben.keyId))
    town.city.advance(1_000)
    await town.city.runTimers()
    await town.enrolments.caughtUp()
    assert.equal(await town.vault.getUnrecorded(ben.keyId), undefined)
    const again = namedSigner('again')
    assert.equal(await town.enrol(again, madeUpPerson(1)), 'V4-left-recently')
    town.city.advance(365 * dayMs)
    await town.enrolments.tick()
    assert.equal((await town.enrol(again, madeUpPerson(1))).events[0][0], 'resident-enrolled')
  }))
