// Turnout's base: whatever happened to the members before a poll opened, those count who have a leaf then.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { createMadeUpCity } from '../made-up.ts'
import { castMadeUpVote, openMadeUpPoll, readMadeUpPoll } from './made-up-poll.ts'
import type { Question } from './questions.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const names = ['ana', 'ben', 'cho', 'dan', 'eun'] as const
const questions: Question[] = [{ kind: 'single', options: 2, askedIf: null }]
const group = 'city-18'

type MadeUpCity = ReturnType<typeof createMadeUpCity>

const act = (town: MadeUpCity, by: string, action: string, input: object) =>
  town.act({ by, service: 'residents', action, input })

const identify = (town: MadeUpCity, name: string, number: number, groups: readonly string[]) =>
  act(town, 'registrar', 'set-identity', {
    account: { account: name },
    commitment: numberToBytes(BigInt(number)),
    groups,
  })

const steps = ['enrol', 'suspend', 'restore', 'leave', 'come-of-age', 'correct-age', 'lose-secret'] as const

/** What of it is refused, as restoring somebody who was not suspended, changes nothing. */
const play = (town: MadeUpCity, step: (typeof steps)[number], name: string, number: number) => {
  const account = { account: name }
  if (step === 'enrol') town.enrol(name)
  if (step === 'suspend') act(town, 'registrar', 'suspend-resident', { account, reason: 'under-review' })
  if (step === 'restore') act(town, 'registrar', 'restore-resident', { account, reason: 'review-passed' })
  if (step === 'leave') act(town, name, 'leave-city', { account })
  if (step === 'come-of-age' || step === 'lose-secret') identify(town, name, number, ['city', group])
  if (step === 'correct-age') identify(town, name, number, ['city'])
}

/** In the plainest words: the last leaf of each place that is none of zeros. */
const leavesOf = (town: MadeUpCity): number => {
  const found = town.query('residents', 'group-changes', { group, after: 0, limit: 1000 }) as
    | { readonly changes: readonly { readonly index: number; readonly leaf: string }[] }
    | undefined
  const leaves = new Map((found?.changes ?? []).map(({ index, leaf }) => [index, leaf]))
  return [...leaves.values()].filter((leaf) => /[1-9a-f]/.test(leaf)).length
}

const history = fc.array(fc.tuple(fc.constantFrom(...steps), fc.constantFrom(...names)), { maxLength: 14 })

test('B5: those are eligible who have a leaf when the poll opens, and former members are not', () => {
  const property = fc.property(history, (acts) => {
    const town = createMadeUpCity(hash)
    for (const name of ['ana', 'ben']) town.enrol(name)
    identify(town, 'ana', 1, ['city', group])
    identify(town, 'ben', 2, ['city', group])
    for (const [index, [step, name]] of acts.entries()) play(town, step, name, index + 3)
    const leaves = leavesOf(town)
    for (const secrecy of ['anonymous', 'named'] as const) {
      const receipt = openMadeUpPoll(town, { secrecy, group, shownFrom: 3, questions })
      assert.equal('events' in receipt, leaves > 0, 'a poll asks nobody where nobody is left')
    }
    if (leaves === 0) return
    for (const poll of [1, 2])
      assert.equal((town.query('polls', 'poll', { poll }) as { eligible: number }).eligible, leaves)
  })
  fc.assert(property, { numRuns: 60 })
})

test('B5: by name the active residents of the city or of the district are eligible, with an identity or without', () => {
  const town = createMadeUpCity(hash)
  for (const name of names) town.enrol(name)
  identify(town, 'ana', 1, ['city'])
  act(town, 'registrar', 'suspend-resident', { account: { account: 'eun' }, reason: 'under-review' })
  for (const [poll, where] of ['city', 'district-hill', 'district-river'].entries()) {
    openMadeUpPoll(town, { group: where, questions })
    const row = town.query('polls', 'poll', { poll: poll + 1 }) as { eligible: number }
    assert.equal(row.eligible, where === 'district-river' ? 0 : 4, where)
  }
})

test('B10: in a named poll of an age those vote who were entered in it before the poll opened, and still are', () => {
  const town = createMadeUpCity(hash)
  for (const name of names) town.enrol(name)
  identify(town, 'ana', 1, ['city', group])
  identify(town, 'ben', 2, ['city', group])
  identify(town, 'cho', 3, ['city'])
  openMadeUpPoll(town, { group, questions })
  assert.equal(readMadeUpPoll(town).members?.size, 2)
  identify(town, 'cho', 3, ['city', group])
  identify(town, 'ben', 2, ['city'])
  const outcomes = names.map((name) => {
    const receipt = castMadeUpVote(town, name, [[1]], 1)
    return 'events' in receipt ? 'counted' : receipt.refusal.code
  })
  const no = 'B10-not-in-group'
  assert.deepEqual(outcomes, ['counted', no, no, no, no])
})
