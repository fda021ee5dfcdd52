// What anyone may read of policies: by state, by department, by proposal, a page at a time.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { createMadeUpCity } from '../made-up.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const content = { bytes: '07'.repeat(32) }

describe('policies', () => {
  const city = createMadeUpCity(hash)
  const act = (by: string, service: string, action: string, input: object) =>
    city.act({ by, service, action, input })
  const numbers = (query: string, input: object = {}) =>
    (city.query('policies', query, input) as { policies: { policy: number }[] }).policies.map(
      ({ policy }) => policy,
    )

  city.enrol('ana')
  for (let proposal = 1; proposal <= 4; proposal++) {
    act('ana', 'proposals', 'open-proposal', { field: 'parks', district: null, content })
    const opening = { proposal, department: 'roads', budgetWon: 7, content }
    act('roads', 'policies', 'open-policy', opening)
  }
  act('mayor', 'policies', 'assign-policy', { policy: 2, department: 'parks' })
  act('roads', 'policies', 'drop-policy', { policy: 3, content })
  act('roads', 'policies', 'open-policy', { proposal: 3, department: 'roads', budgetWon: 8, content })

  test('newest first, page by page', () => {
    assert.deepEqual(numbers('policies'), [5, 4, 3, 2, 1])
    assert.deepEqual(numbers('policies', { limit: 2, after: 4 }), [3, 2])
  })
  test('of one state', () => {
    assert.deepEqual(numbers('policies', { state: 'underway' }), [5, 4, 2, 1])
    assert.deepEqual(numbers('policies', { state: 'underway', limit: 2, after: 4 }), [2, 1])
    assert.deepEqual(numbers('policies', { state: 'dropped' }), [3])
    assert.deepEqual(numbers('policies', { state: 'carried-out' }), [])
  })
  test('of one department, in one state', () => {
    assert.deepEqual(numbers('policies-of-department', { department: 'roads' }), [5, 4, 1])
    assert.deepEqual(numbers('policies-of-department', { department: 'roads', limit: 1, after: 5 }), [4])
    assert.deepEqual(numbers('policies-of-department', { department: 'roads', state: 'dropped' }), [3])
    assert.deepEqual(numbers('policies-of-department', { department: 'parks' }), [2])
  })
  test("to work on: an officer's own, oldest first, page by page, with what is due next", () => {
    const officer = { account: 'roads' }
    act('roads', 'policies', 'add-milestone', { policy: 1, due: 1_800_000_000_000, content })
    const page = (input: object) =>
      city.query('policies', 'work', input) as {
        policies: { policy: number; overdue: number; nextDue: number | null }[]
        next: number | null
      }
    const read = (input: object) => {
      const { policies, next } = page(input)
      return [policies.map(({ policy }) => policy), next]
    }
    assert.deepEqual(read({}), [[1, 2, 4, 5], null])
    assert.deepEqual(read({ officer }), [[1, 4, 5], null])
    assert.deepEqual(read({ officer, limit: 2 }), [[1, 4], 4])
    assert.deepEqual(read({ officer, limit: 2, after: 4 }), [[5], null])
    const [first, second] = page({ officer }).policies
    assert.deepEqual([first?.overdue, typeof first?.nextDue], [0, 'number'])
    assert.deepEqual([second?.overdue, second?.nextDue], [0, null])
  })
  test('of one proposal: the last, and those dropped before', () => {
    assert.deepEqual(numbers('policies-of-proposal', { proposal: 3 }), [5, 3])
    assert.deepEqual(numbers('policies-of-proposal', { proposal: 9 }), [])
  })
  test('one, with commitments as text', () => {
    const policy = city.query('policies', 'policy', { policy: 5 }) as { [name: string]: unknown }
    assert.deepEqual(
      [policy['proposal'], policy['department'], policy['budgetWon'], policy['content']],
      [3, 'roads', 8, '07'.repeat(32)],
    )
  })
  test('a history, page by page', () => {
    const page = (input: object) =>
      (
        city.query('policies', 'history', { policy: 3, ...input }) as {
          history: { entry: number; event: string }[]
        }
      ).history
    const [opened, dropped] = page({})
    assert.deepEqual([opened?.event, dropped?.event], ['policy-opened', 'policy-dropped'])
    assert.deepEqual(page({ limit: 1, after: opened?.entry }), [dropped])
  })
  test('none that is not there', () => {
    for (const query of ['policy', 'milestones', 'history'])
      assert.equal(city.query('policies', query, { policy: 9 }), undefined)
  })
})
