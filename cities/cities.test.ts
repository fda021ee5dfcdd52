import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { developmentSigner } from '@maru/client/keys.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { decodeEntry, encodeGenesis } from '@maru/kernel/entry.ts'
import { applyGenesis, genesisSchema } from '@maru/kernel/genesis.ts'
import { createRules, rulesOf } from '@maru/kernel/rules.ts'
import { parametersAt } from '@maru/kernel/parameters.ts'
import { createMemoryStore } from '@maru/kernel/state/memory-store.ts'
import { createOverlay } from '@maru/kernel/state/view.ts'
import { services } from '@maru/services/index.ts'
import { roles } from '@maru/services/residents/state.ts'
import { citySchema, cityToGenesis, type City } from './city.ts'
import { dateToTime } from './date.ts'
import { dev } from './dev.ts'
import { developmentOfficers, developmentPublicKeys, hasDevelopmentKeys } from './development.ts'
import { seoul } from './seoul.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const rules = createRules(services, hash)
const stateOf = (city: City) => {
  const overlay = createOverlay(createMemoryStore())
  applyGenesis(rulesOf(rules, city.services), overlay, cityToGenesis(city))
  return overlay
}

for (const city of [seoul, dev]) {
  describe(city.chain, () => {
    test('is a city', () => assert.deepEqual(citySchema.parse(city), city))
    test('has a genesis that fits the rules', () => assert.ok(stateOf(city).changes.size > 0))
    test('has a genesis that survives the log', () => {
      const genesis = genesisSchema.parse(cityToGenesis(city))
      const entry = decodeEntry(encodeGenesis(genesis))
      assert.deepEqual(entry?.kind === 'genesis' && encodeGenesis(entry.genesis), encodeGenesis(genesis))
    })
    test('says aloud that its keys are for development', () => assert.ok(hasDevelopmentKeys(city)))
  })
}

test('Seoul has 25 districts', () => assert.equal(new Set(seoul.districts.map(({ id }) => id)).size, 25))

test("Seoul's thresholds change at midnight of 1 March 2020 in Seoul", () => {
  const names = ['supportsForAssignment', 'supportsForDebate', 'supportsForMayor']
  const midnight = Date.parse('2020-03-01T00:00:00+09:00')
  const at = (time: number) => Object.values(parametersAt(stateOf(seoul), 'proposals', names, time))
  assert.deepEqual(at(midnight - 1), [50, 500, 5000])
  assert.deepEqual(at(midnight), [50, 100, 0])
  const participants = (time: number) =>
    parametersAt(stateOf(seoul), 'debates', ['participantsForMayor'], time)
  assert.deepEqual(participants(midnight - 1), { participantsForMayor: 0 })
  assert.deepEqual(participants(midnight), { participantsForMayor: 1000 })
})

test('a development key is the one of its phrase, for every role', () => {
  assert.deepEqual(
    developmentOfficers.map(({ roles }) => roles),
    ['mayor', 'registrar', 'department', 'moderator', 'auditor', 'panel'].map((role) => [role]),
  )
  assert.deepEqual(new Set(developmentOfficers.flatMap(({ roles }) => roles)), new Set(roles))
  const fromPhrases = developmentOfficers.map(({ roles }) =>
    bytesToHex(developmentSigner(roles[0] ?? '').publicKey),
  )
  assert.deepEqual(developmentPublicKeys, fromPhrases)
})

test('days are counted as the calendar does', () => {
  const ends = [
    '1970-01-01',
    '1999-12-31',
    '2000-02-29',
    '2000-03-01',
    '2024-02-29',
    '2100-03-01',
    '2017-10-01',
  ]
  for (const day of ends) {
    assert.equal(dateToTime(day, 0), Date.parse(`${day}T00:00:00Z`), day)
    assert.equal(dateToTime(day, 540), Date.parse(`${day}T00:00:00+09:00`), day)
  }
})

test('a genesis without a mayor, or with a key twice, is no genesis', () => {
  const [mayor, ...others] = developmentOfficers
  assert.throws(() => stateOf({ ...dev, officers: others }), /needs a mayor/)
  assert.throws(() => stateOf({ ...dev, officers: [mayor, mayor] as City['officers'] }), /a key stands twice/)
})
