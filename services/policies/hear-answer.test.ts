// What an answer makes of a proposal: a policy when it adopts, and only one.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { beforeEach, describe, test } from 'node:test'
import { createMadeUpCity } from '../made-up.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const content = { bytes: '07'.repeat(32) }
const residents = ['ana', 'ben', 'cho', 'dan', 'eun']

describe('Y2: an answer that adopts makes a policy', () => {
  let city = createMadeUpCity(hash)
  const act = (by: string, service: string, action: string, input: object) => {
    const receipt = city.act({ by, service, action, input })
    if ('refusal' in receipt) throw new Error(receipt.refusal.code)
    return receipt.events
  }
  const support = (count: number) => {
    for (const by of residents.slice(0, count)) act(by, 'proposals', 'support-proposal', { proposal: 1 })
  }
  const answer = (by: string, duty: number, decision: string) =>
    act(by, 'answers', 'give-answer', { duty, decision, content }).filter(([event]) =>
      event.startsWith('policies.'),
    )
  const policies = () =>
    (city.query('policies', 'policies') as { policies: { policy: number; state: string }[] }).policies

  beforeEach(() => {
    city = createMadeUpCity(hash)
    for (const name of residents) city.enrol(name)
    const opening = { field: 'transport', district: null, content }
    act('ana', 'proposals', 'open-proposal', opening)
  })

  for (const decision of ['adopted', 'partly-adopted']) {
    test(`a department's, ${decision}: it is responsible`, () => {
      support(2)
      act('mayor', 'answers', 'assign-department', { duty: 1, department: 'roads' })
      const told = { policy: 1, proposal: 1, debate: 0, department: 'roads', duty: 1 }
      assert.deepEqual(answer('roads', 1, decision), [['policies.policy-opened', told]])
      const [policy] = policies()
      assert.equal(policy?.state, 'underway')
    })
  }

  for (const decision of ['not-adopted', 'referred']) {
    test(`none comes of one that says ${decision}`, () => {
      support(2)
      act('mayor', 'answers', 'assign-department', { duty: 1, department: 'roads' })
      assert.deepEqual(answer('roads', 1, decision), [])
      assert.deepEqual(policies(), [])
    })
  }

  test("the mayor's: it waits for a department", () => {
    support(5)
    const told = { policy: 1, proposal: 1, debate: 0, department: null, duty: 2 }
    assert.deepEqual(answer('mayor', 2, 'adopted'), [['policies.policy-opened', told]])
    assert.equal(policies()[0]?.state, 'waiting-for-department')
    const planning = { policy: 1, budgetWon: 1, content }
    const early = city.act({ by: 'roads', service: 'policies', action: 'plan-policy', input: planning })
    assert.equal('refusal' in early && early.refusal.code, 'Y1-no-department')
    act('mayor', 'policies', 'assign-policy', { policy: 1, department: 'roads' })
    act('roads', 'policies', 'plan-policy', planning)
    assert.equal(policies()[0]?.state, 'underway')
  })

  test("Y3: two answers that adopt make one policy, the first one's", () => {
    support(5)
    act('mayor', 'answers', 'assign-department', { duty: 1, department: 'roads' })
    assert.equal(answer('roads', 1, 'adopted').length, 1)
    assert.deepEqual(answer('mayor', 2, 'adopted'), [])
    assert.deepEqual(
      policies().map(({ policy }) => policy),
      [1],
    )
  })

  test("a debate on the city's own question comes to one, too", () => {
    act('mayor', 'debates', 'open-debate', { content })
    for (const by of ['ana', 'ben']) act(by, 'debates', 'give-opinion', { debate: 1, side: 'for', content })
    const told = { policy: 1, proposal: 0, debate: 1, department: null, duty: 1 }
    assert.deepEqual(answer('mayor', 1, 'adopted'), [['policies.policy-opened', told]])
  })
})
