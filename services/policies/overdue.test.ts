// A milestone's date passes: everyone sees it, by the clock at once and as an event of the timer.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { beforeEach, describe, test } from 'node:test'
import { createMadeUpCity } from '../made-up.ts'
import genesis from '../vectors/city.json' with { type: 'json' }
import { isOverdue } from './milestones.ts'
import type { Milestone, Policy } from './state.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const content = { bytes: '07'.repeat(32) }
const day = 86_400_000
const due = genesis.time + 10 * day

interface Shown {
  readonly milestone: number
  readonly overdue: boolean
  readonly due: number
  readonly firstDue: number
  readonly overdueAt?: number
}

describe('Y7: a milestone that is still planned at its date', () => {
  let city = createMadeUpCity(hash)
  const act = (action: string, input: object, at?: number) => {
    const receipt = city.act({ by: 'roads', service: 'policies', action, input, ...(at && { at }) })
    if ('refusal' in receipt) throw new Error(receipt.refusal.code)
  }
  const report = (at: number) => act('report-progress', { policy: 1, content }, at)
  const milestone = () =>
    (city.query('policies', 'milestones', { policy: 1 }) as { milestones: Shown[] }).milestones[0]!
  const told = () =>
    (
      city.query('policies', 'history', { policy: 1 }) as { history: { event: string; due: number }[] }
    ).history.filter(({ event }) => event === 'milestone-overdue')

  beforeEach(() => {
    city = createMadeUpCity(hash)
    city.enrol('ana')
    const opening = { field: 'transport', district: null, content }
    city.act({ by: 'ana', service: 'proposals', action: 'open-proposal', input: opening })
    act('open-policy', { proposal: 1, department: 'roads', budgetWon: 1, content })
    act('add-milestone', { policy: 1, due, content })
  })

  test('is in time a millisecond before, and overdue at it', () => {
    report(10 * day - 1)
    assert.deepEqual([milestone().overdue, told()], [false, []])
    report(10 * day)
    assert.equal(milestone().overdue, true)
    assert.deepEqual(
      told().map((entry) => entry.due),
      [due],
    )
  })

  test('is overdue by the clock before any timer has run', () => {
    const planned = { state: 'planned', due } as Milestone
    const underway = {} as Policy
    assert.deepEqual(
      [due - 1, due].map((time) => isOverdue(underway, planned, time)),
      [false, true],
    )
    assert.equal(isOverdue({ endedAt: 1 } as Policy, planned, due), false)
    assert.equal(isOverdue(underway, { state: 'done', due } as Milestone, due), false)
  })

  test('shows that it was, and what was promised first, when it gets another date', () => {
    report(11 * day)
    act('change-milestone', { policy: 1, milestone: 1, due: due + 10 * day, content })
    const { overdue, firstDue, overdueAt } = milestone()
    assert.deepEqual([overdue, firstDue], [false, due])
    assert.ok(overdueAt !== undefined && overdueAt >= due)
    report(21 * day)
    assert.deepEqual(
      told().map((entry) => entry.due),
      [due, due + 10 * day],
    )
  })

  test('is told once for a date that was moved away and back', () => {
    act('change-milestone', { policy: 1, milestone: 1, due: due + day, content })
    act('change-milestone', { policy: 1, milestone: 1, due, content })
    report(12 * day)
    assert.deepEqual(
      told().map((entry) => entry.due),
      [due],
    )
  })

  test('is not told of when it is done, nor when its policy has ended', () => {
    act('add-milestone', { policy: 1, due, content })
    act('end-milestone', { policy: 1, milestone: 2, state: 'done', content })
    act('drop-policy', { policy: 1, content })
    city.act({
      by: 'ana',
      service: 'proposals',
      action: 'support-proposal',
      input: { proposal: 1 },
      at: 12 * day,
    })
    assert.deepEqual([told(), milestone().overdue], [[], false])
  })
})
