// Children, guardians, and what birthdays change.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import type { Signer } from '@maru/client/keys.ts'
import { consentBytes, consentMessage } from '@maru/services/residents/key-proof.ts'
import { namedSigner, registrar } from '@maru/testing/city.ts'
import {
  madeUpPerson,
  openEnrolledCity,
  withEnrolledCity,
  type EnrolledCity,
} from '@maru/testing/enrolled-city.ts'
import { filesWith } from '@maru/testing/made-up-texts.ts'

const dayMs = 86_400_000
const [mother, brother, child, stranger] = ['mother', 'brother', 'child', 'stranger'].map(namedSigner) as [
  Signer,
  Signer,
  Signer,
  Signer,
]
const salt = new Uint8Array(16).fill(7)

const consentOf = (town: EnrolledCity, guardian: Signer, of = child, account = guardian.keyId) => {
  const message = consentMessage(town.city.genesis.chain, of.keyId, account, salt)
  const signature = guardian.sign(message)
  const hash = createHash('sha256').update(consentBytes(message, signature)).digest()
  return { guardian: { account, publicKey: guardian.publicKey, salt, signature }, hash: new Uint8Array(hash) }
}

/** The town's second day is 2 January 2026. */
const ofChild = madeUpPerson(3, { birthDate: '2015-05-05' })

test('a child is enrolled with the consent of a guardian, of which the ledger has a hash alone', () =>
  withEnrolledCity(async (town) => {
    await town.enrol(mother, madeUpPerson(1))
    const { guardian, hash } = consentOf(town, mother)
    const transaction = town.enrolment(child, ofChild, { guardianConsent: hash })
    const receipt = await town.ask(registrar, 'enrol-person', { ...ofChild, guardian, transaction })
    assert.equal(receipt.events[0][0], 'resident-enrolled')
    const consent = Buffer.from(hash).toString('hex')
    assert.deepEqual((await town.vault.getUnrecorded(child.keyId))?.guardian, {
      account: mother.keyId,
      consent,
    })
    const { reads } = town.vault.reads.list({ account: mother.keyId, limit: 1 })
    assert.deepEqual([reads[0]?.purpose, reads[0]?.by], ['guardian', registrar.keyId])
    const signature = Buffer.from(guardian.signature)
    assert.deepEqual(await filesWith(town.city.folder, [signature]), [])
  }))

test('a consent of somebody else, for somebody else, or of one who is not of age is refused', () =>
  withEnrolledCity(async (town) => {
    await town.enrol(mother, madeUpPerson(1))
    await town.enrol(brother, madeUpPerson(2, { birthDate: '2007-06-01' }))
    const ask = (given: ReturnType<typeof consentOf>, changes: object = {}) =>
      town.ask(registrar, 'enrol-person', {
        ...ofChild,
        guardian: { ...given.guardian, ...changes },
        transaction: town.enrolment(child, ofChild, { guardianConsent: given.hash }),
      })
    const good = consentOf(town, mother)
    assert.equal(await ask(consentOf(town, brother)), 'V19-consent-invalid')
    assert.equal(await ask(consentOf(town, stranger)), 'V19-consent-invalid')
    assert.equal(await ask(consentOf(town, stranger, child, mother.keyId)), 'V19-consent-invalid')
    assert.equal(await ask(consentOf(town, mother, brother)), 'V19-consent-invalid')
    assert.equal(await ask(good, { salt: new Uint8Array(16) }), 'V19-consent-invalid')
    assert.equal(await ask(good, { salt: new Uint8Array(8) }), 'T11-input-malformed')
    assert.equal(await ask({ ...good, hash: new Uint8Array(32) }), 'V7-does-not-follow')
    const transaction = town.enrolment(child, ofChild)
    assert.equal(await town.ask(registrar, 'enrol-person', { ...ofChild, transaction }), 'V9-needs-guardian')
    assert.equal(town.vault.count(), 2)
    await town.city.act(registrar, 'residents', 'suspend-resident', {
      account: mother.keyId,
      reason: 'own-request',
    })
    assert.equal(await ask(good), 'V19-consent-invalid')
  }))

const groupsOf = (town: EnrolledCity, { keyId: account }: Signer) =>
  (town.city.query('residents', 'membership', { account }) as { readonly groups: readonly string[] }).groups

const enrolYoung = async (town: EnrolledCity): Promise<void> => {
  const person = madeUpPerson(1, { birthDate: '2008-01-05' })
  const identity = town.identity(brother, person, 5)
  const transaction = town.enrolment(brother, person, { identity })
  await town.ask(registrar, 'enrol-person', { ...person, transaction })
}

test('on the birthday the server puts who grew up into the group, once, and tells the ledger no date', async () => {
  const town = await openEnrolledCity({}, ({ city }) => ({
    registrar: {
      account: registrar.keyId,
      sign: (action, input) => city.sign(registrar, 'residents', action, input),
    },
  }))
  try {
    await enrolYoung(town)
    const before = ['city', 'city-14', 'district-river']
    assert.deepEqual(groupsOf(town, brother), before)
    await town.enrolments.tick()
    town.city.advance(2 * dayMs)
    await town.enrolments.tick()
    assert.deepEqual(groupsOf(town, brother), before, 'the day before')
    town.city.advance(dayMs)
    await town.enrolments.tick()
    assert.deepEqual(groupsOf(town, brother), ['city', 'city-14', 'city-18', 'district-river'])
    const { size } = town.city.ledger.status()
    await town.enrolments.tick()
    assert.equal(town.city.ledger.status().size, size)
    town.city.advance(365 * dayMs)
    await town.enrolments.tick()
    assert.deepEqual(groupsOf(town, brother), ['city', 'city-14', 'city-18', 'city-19', 'district-river'])
    await town.enrolments.tick()
    town.city.advance(dayMs)
    await town.enrolments.tick()
    assert.deepEqual(town.vault.growing(), [])
    assert.deepEqual(await filesWith(town.city.folder, [Buffer.from('2008-01-05')]), [])
  } finally {
    await town.close()
  }
})

test('without a key of its own the server leaves birthdays to the desk', () =>
  withEnrolledCity(async (town) => {
    await enrolYoung(town)
    const account = brother.keyId
    assert.deepEqual(await town.ask(registrar, 'list-due'), { due: [] })
    town.city.advance(3 * dayMs)
    await town.enrolments.tick()
    const groups = ['city', 'city-14', 'city-18', 'district-river']
    const commitment = '5'.padStart(64, '0')
    assert.deepEqual(await town.ask(registrar, 'list-due'), {
      due: [{ account, commitment, groups, added: ['city-18'] }],
    })
    assert.deepEqual(await town.ask(registrar, 'read-groups', { account }), { groups })
    assert.equal(await town.ask(brother, 'list-due'), 'V5-not-registrar')
    assert.equal(await town.ask(brother, 'read-groups', { account }), 'V5-not-registrar')
    assert.equal(await town.ask(registrar, 'read-groups', { account: stranger.keyId }), 'V10-nobody')
  }))
