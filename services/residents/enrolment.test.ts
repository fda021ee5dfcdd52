import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enrolResident } from './actions/enrol-resident.ts'
import { ageOn, birthYearBandOf, groupsFor, isBirthDate } from './enrolment.ts'

test('one is a year older on the birthday, and who was born on 29 February on 1 March of common years', () => {
  const ages = [
    ['2008-05-05', '2026-05-04', 17],
    ['2008-05-05', '2026-05-05', 18],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2026-05-05', '2026-05-05', 0],
  ] as const
  for (const [birthDate, day, age] of ages) assert.equal(ageOn(birthDate, day), age, `${birthDate} ${day}`)
})

test('the groups follow from age and district', () => {
  const day = '2026-11-30'
  assert.deepEqual(groupsFor('2014-01-01', 'hill', day), ['city', 'district-hill'])
  assert.deepEqual(groupsFor('2012-11-30', 'hill', day), ['city', 'city-14', 'district-hill'])
  assert.deepEqual(groupsFor('2008-11-30', 'hill', day), ['city', 'city-14', 'city-18', 'district-hill'])
  const all = ['city', 'city-14', 'city-18', 'city-19', 'district-hill']
  assert.deepEqual(groupsFor('2007-11-30', 'hill', day), all)
})

test('a birth date is a day of the calendar that has come', () => {
  const day = '2026-11-30'
  for (const good of ['1900-01-01', '2000-02-29', '2026-11-30']) assert.ok(isBirthDate(good, day), good)
  for (const bad of ['1900-02-29', '2023-02-29', '2026-12-01', '1899-12-31', '2020-04-31', '2020-1-1', ''])
    assert.equal(isBirthDate(bad, day), false, bad)
  assert.deepEqual([birthYearBandOf('1989-12-31'), birthYearBandOf('1990-01-01')], [1980, 1990])
})

test('R20: what an enrolment says of a consent is a hash, and nothing else', () => {
  const input = { ...enrolResident.example, birthYearBand: 2010 }
  const isTaken = (guardianConsent: unknown): boolean =>
    enrolResident.input.safeParse({ ...input, guardianConsent }).success
  assert.deepEqual([isTaken(new Uint8Array(32)), isTaken(undefined)], [true, true])
  assert.deepEqual([isTaken(new Uint8Array(31)), isTaken('the name of a guardian')], [false, false])
})
