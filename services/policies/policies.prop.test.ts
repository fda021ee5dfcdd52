// Whatever officers do, and whenever: counts and indexes are those of the rows, and no date passes unseen.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { bindReadTables } from '@maru/kernel/state/table.ts'
import { createMadeUpCity } from '../made-up.ts'
import genesis from '../vectors/city.json' with { type: 'json' }
import { tables } from './state.ts'

const day = 86_400_000
const step = fc.record({
  // Endings are rare, so that policies have a life before.
  act: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('add-milestone', 'change-milestone', 'end-milestone') },
    { weight: 4, arbitrary: fc.constantFrom('add-evidence', 'report-progress', 'plan-policy') },
    { weight: 1, arbitrary: fc.constantFrom('assign-policy', 'open-policy') },
    { weight: 1, arbitrary: fc.constantFrom('carry-out-policy', 'drop-policy') },
  ),
  isOther: fc.nat(9).map((draw) => draw === 0),
  department: fc.constantFrom('roads', 'parks'),
  proposal: fc.constantFrom(1, 2),
  policy: fc.constantFrom(1, 1, 2, 3),
  milestone: fc.constantFrom(1, 2, 3, 4),
  days: fc.constantFrom(0, 0, 1, 3),
  ahead: fc.integer({ min: 1, max: 6 }),
  state: fc.constantFrom('done', 'dropped'),
})
type City = ReturnType<typeof createMadeUpCity>
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

test('Y3, Y7, Y9, Y13: rows, counts, indexes and history agree, and overdue is told', () => {
  const property = fc.property(fc.array(step, { minLength: 20, maxLength: 100, size: 'max' }), (steps) => {
    const city = createMadeUpCity(hash)
    city.enrol('ana')
    const opening = { field: 'transport', district: null, content }
    for (const _ of [1, 2])
      city.act({ by: 'ana', service: 'proposals', action: 'open-proposal', input: opening })
    let time = 60_000
    const told = new Map<number, string[]>()
    for (const given of [...openings, ...steps]) {
      time += given.days * day + 1000
      const { act: action } = given
      const by = actorOf(city, given)
      const input = inputOf(given, genesis.time + time)
      const receipt = city.act({ by, service: 'policies', action, input, at: time })
      for (const [event, data] of 'events' in receipt ? receipt.events : []) {
        const policy = data['policy'] as number
        told.set(policy, [...(told.get(policy) ?? []), event])
      }
    }
    judge(city, genesis.time + time, told)
  })
  fc.assert(property, { seed: 20_261_121, numRuns: 100 })
})

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const content = { bytes: '07'.repeat(32) }

/** Both proposals have a policy from the start. */
const openings: readonly Step[] = ([1, 2] as const).map((proposal) => ({
  act: 'open-policy',
  isOther: false,
  department: 'roads',
  proposal,
  policy: 1,
  milestone: 1,
  days: 0,
  ahead: 1,
  state: 'done',
}))

/** Whoever may do it, or now and then somebody who may not. */
const actorOf = (city: City, { act, isOther, department, policy }: Step): string => {
  const row = bindReadTables('policies', tables, city.view).policies.get([policy])
  const responsible = act === 'open-policy' ? department : row?.department
  if (act === 'assign-policy') return isOther ? 'roads' : 'mayor'
  return (responsible === 'roads') === isOther ? 'parks' : 'roads'
}

const inputOf = ({ act, department, proposal, policy, milestone, ahead, state }: Step, now: number) => {
  const due = now + ahead * day
  switch (act) {
    case 'open-policy':
      return { proposal, department, budgetWon: 1, content }
    case 'assign-policy':
      return { policy, department }
    case 'plan-policy':
      return { policy, budgetWon: 2, content }
    case 'add-milestone':
      return { policy, due, content }
    case 'change-milestone':
      return { policy, milestone, due, content }
    case 'end-milestone':
      return { policy, milestone, state, content }
    case 'add-evidence':
      return { policy, milestone: null, content }
    default:
      return { policy, content }
  }
}

const judge = (city: City, now: number, told: ReadonlyMap<number, string[]>): void => {
  const bound = bindReadTables('policies', tables, city.view)
  const policies = bound.policies.list({ limit: 1000 })
  const live = policies.filter(([, { state }]) => state !== 'dropped').map(([, { proposal }]) => proposal)
  assert.equal(new Set(live).size, live.length, 'a proposal has one policy that was not dropped')
  const states = policies.map(([[policy], { state }]) => `${state},${policy}`)
  assert.deepEqual(keysOf(bound.states.list({ limit: 1000 })), states.sort())
  const departments = policies.map(([[policy], { state, department }]) => `${department},${state},${policy}`)
  assert.deepEqual(keysOf(bound.departments.list({ limit: 1000 })), departments.sort())

  for (const [[policy], row] of policies) {
    const milestones = bound.milestones.list({ prefix: [policy], limit: 1000 }).map(([, found]) => found)
    const history = bound.history.list({ prefix: [policy], limit: 1000 }).map(([, entry]) => entry)
    const count = (event: string) => history.filter((entry) => entry.event === event).length
    const planned = milestones.filter(({ state }) => state === 'planned')
    assert.equal(row.planned, planned.length)
    assert.equal(row.evidence, count('evidence-added'))
    if (row.state === 'carried-out') assert.ok(row.planned === 0 && row.evidence > 0)
    const byOfficers = history.filter(({ event }) => event !== 'milestone-overdue')
    assert.deepEqual(
      byOfficers.map(({ event }) => event),
      told.get(policy),
    )
    assert.ok(byOfficers.every(({ by }) => by !== undefined))
    const passed = row.endedAt === undefined ? planned.filter(({ due }) => due <= now) : []
    for (const { due, overdueAt } of passed) assert.ok(overdueAt !== undefined && overdueAt >= due)
    for (const { event, at, data } of history)
      if (event === 'milestone-overdue') assert.ok((data['due'] as number) <= at)
  }
}

const keysOf = (rows: readonly (readonly [readonly unknown[], unknown])[]): string[] =>
  rows.map(([key]) => key.join()).sort()
