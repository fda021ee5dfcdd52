import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayIn } from '../card/attributes.ts'
import { claimsOf } from './attributes.ts'

const over19 = (birthDate: string, today: string) =>
  claimsOf({ name: 'a', birthDate, district: 'hill' }, undefined, today).age_over_19

test('one is nineteen from the birthday on, in the city', () => {
  assert.equal(over19('2007-12-01', '2026-11-30'), false)
  assert.equal(over19('2007-12-01', '2026-12-01'), true)
  // 15:00 UTC is the next day in Seoul.
  assert.equal(dayIn(Date.UTC(2026, 10, 30, 14, 59), 540), '2026-11-30')
  assert.equal(dayIn(Date.UTC(2026, 10, 30, 15), 540), '2026-12-01')
})

test('who was born on 29 February is a year older on 1 March', () => {
  assert.equal(over19('2008-02-29', '2027-02-28'), false)
  assert.equal(over19('2008-02-29', '2027-03-01'), true)
})

test('a birth date is never among what can be told', () => {
  const told = JSON.stringify(
    claimsOf({ name: 'a', birthDate: '1990-05-05', district: 'hill' }, undefined, '2026-01-01'),
  )
  assert.ok(!told.includes('1990'))
})
