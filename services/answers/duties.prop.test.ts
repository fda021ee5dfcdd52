// Whatever residents and officers do, and however much time passes: what is owed, overdue and late follows the clock.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { bindReadTables } from '@maru/kernel/state/table.ts'
import type { Event } from '@maru/kernel/execute.ts'
import { dayMs } from '../days.ts'
import { createMadeUpCity, type Step as Wish } from '../made-up.ts'
import city from '../vectors/city.json' with { type: 'json' }
import { owers, states, tables, type DutyState } from './state.ts'

const residents = ['ana', 'ben', 'cho', 'dan'] as const
const numbers = [1, 2] as const
/** As vectors/city.json has them. */
const dueSoonMs = 3 * dayMs
const answerMs = 10 * dayMs

const step = fc.record({
  act: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom('support-proposal', 'withdraw-support') },
    { weight: 3, arbitrary: fc.constant('assign-department' as const) },
    { weight: 3, arbitrary: fc.constantFrom('give-answer', 'give-interim-answer') },
    { weight: 1, arbitrary: fc.constant('withdraw-proposal' as const) },
  ),
  resident: fc.constantFrom(...residents),
  department: fc.constantFrom('roads', 'parks'),
  proposal: fc.constantFrom(...numbers),
  waitMs: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(0, 1000) },
    { weight: 2, arbitrary: fc.constantFrom(3 * dayMs - 1, 3 * dayMs, 7 * dayMs, 10 * dayMs + 1) },
  ),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

test('A1, A3 to A5, A7, A9, A10: duties are those of a plain model, and follow the clock', () => {
  const property = fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
    const town = createMadeUpCity(hash)
    for (const name of residents) town.enrol(name)
    for (const _ of numbers) town.act({ by: 'ana', ...opening })
    const model = createModel()
    let at = 10_000
    for (const step of steps) {
      at += step.waitMs
      const now = city.time + at
      const receipt = town.act({ ...toWish(step, model.newest(step.proposal), now), at })
      const events = 'events' in receipt ? receipt.events : []
      if (step.act === 'give-answer')
        assert.equal('events' in receipt, model.mayAnswer(step), JSON.stringify([step, receipt]))
      for (const event of events) model.follow(event, now)
      checkRows(tablesOf(town), model, now)
    }
  })
  fc.assert(property, { seed: 20_261_121, numRuns: 150 })
})

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const content = { bytes: '07'.repeat(32) }
const opening = {
  service: 'proposals',
  action: 'open-proposal',
  input: { field: 'parks', district: null, content },
}

const toWish = ({ act, resident, department, proposal }: Step, duty: number, now: number): Wish => {
  const answers = (by: string, input: object): Wish => ({ by, service: 'answers', action: act, input })
  switch (act) {
    case 'assign-department':
      return answers('mayor', { duty, department })
    case 'give-answer':
      return answers(department, { duty, decision: 'adopted', content })
    case 'give-interim-answer':
      return answers(department, { duty, content, expected: now + dayMs })
    default: {
      const by = act === 'withdraw-proposal' ? 'ana' : resident
      return { by, service: 'proposals', action: act, input: { proposal } }
    }
  }
}

const tablesOf = ({ view }: ReturnType<typeof createMadeUpCity>) => bindReadTables('answers', tables, view)
type Model = ReturnType<typeof createModel>

/** Every row, the index of states and the counts say what the model says. */
const checkRows = (
  { duties, states: byState, counts }: ReturnType<typeof tablesOf>,
  model: Model,
  now: number,
) => {
  const expected = model.states(now)
  const rows = duties.list({ limit: 1000 })
  assert.deepEqual(
    rows.map(([[duty], { state }]) => [duty, state]),
    expected.map((state, index) => [index + 1, state]),
  )
  for (const state of states) {
    const indexed = byState.list({ prefix: [state] }).map(([[, duty]]) => expected[duty - 1])
    const counted = owers.map((by) => counts.get([by, state])?.duties ?? 0)
    const count = expected.filter((other) => other === state).length
    assert.deepEqual([indexed, counted], [Array(count).fill(state), [count, 0]])
  }
}

interface Owed {
  readonly proposal: number
  readonly arose: number
  department?: string
  answeredAt?: number
  lapsed?: true
}

/** What is owed, as the events tell it; states are worked out from the clock alone. */
const createModel = () => {
  const owed: Owed[] = []
  const open = (proposal: number) => owed.find((duty) => duty.proposal === proposal && !duty.lapsed)
  const stateOf = ({ arose, department, answeredAt, lapsed }: Owed, now: number): DutyState => {
    const due = arose + answerMs
    if (lapsed) return 'lapsed'
    if (answeredAt !== undefined) return answeredAt < due ? 'answered' : 'answered-late'
    if (now >= due) return 'overdue'
    if (now >= due - dueSoonMs) return 'due-soon'
    return department === undefined ? 'waiting-for-department' : 'assigned'
  }
  const follow = ([name, data]: Event, now: number): void => {
    const duty = owed[Number(data['duty']) - 1] as Owed
    if (name === 'answers.duty-arose') {
      assert.equal(open(data['proposal'] as number), undefined, 'one answer is owed for a proposal')
      owed.push({ proposal: data['proposal'] as number, arose: now })
    }
    if (name === 'threshold-lost') {
      const fallen = open(data['proposal'] as number) as Owed
      assert.equal(fallen.department, undefined, 'what is assigned does not fall back')
      assert.notEqual(stateOf(fallen, now), 'overdue', 'nor what is overdue')
    }
    if (name === 'answers.duty-lapsed') {
      assert.notEqual(stateOf(duty, now), 'overdue', 'what is overdue does not lapse')
      duty.lapsed = true
    }
    if (name === 'department-assigned') duty.department = data['department'] as string
    if (name === 'answered') {
      const late = now - duty.arose - answerMs
      assert.equal(data['daysLate'], late < 0 ? 0 : Math.floor(late / dayMs) + 1)
      duty.answeredAt = now
    }
  }
  return {
    follow,
    /** 99 is none. */
    newest: (proposal: number): number => owed.findLastIndex((duty) => duty.proposal === proposal) + 1 || 99,
    mayAnswer: ({ proposal, department }: Step): boolean => {
      const duty = owed.findLast((other) => other.proposal === proposal)
      return duty?.department === department && duty.answeredAt === undefined && !duty.lapsed
    },
    states: (now: number): readonly DutyState[] => owed.map((duty) => stateOf(duty, now)),
  }
}
