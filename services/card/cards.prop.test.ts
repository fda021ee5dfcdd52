// Whatever registrars, the office and others do, in whatever order: states and counts are those of a plain model.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { bindReadTables } from '@maru/kernel/state/table.ts'
import { createMadeUpCity } from '../made-up.ts'
import { tables } from './state.ts'

const cards = ['c1', 'c2', 'c3'] as const
const step = fc.record({
  by: fc.constantFrom('registrar', 'auditor', 'parks'),
  act: fc.constantFrom('record', 'suspend', 'restore', 'revoke'),
  card: fc.constantFrom(...cards),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

test('K3 to K8: a card moves as the rules say, and a list is published with the counts of the ledger only', () => {
  const property = fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
    const town = createMadeUpCity(hash)
    town.act({ by: 'mayor', service: 'card', action: 'announce-issuer', input: issuer })
    const model = createModel()
    for (const each of steps) {
      const input =
        each.act === 'record'
          ? { cards: [commitment(each.card)] }
          : { card: commitment(each.card), reason: 'device-lost' }
      const action = each.act === 'record' ? 'record-cards' : `${each.act}-card`
      const receipt = town.act({ by: each.by, service: 'card', action, input })
      assert.equal('events' in receipt, model.take(each), JSON.stringify(each))
    }
    const bound = bindReadTables('card', tables, town.view)
    const states = bound.cards.list().map(([, { state }]) => state)
    const count = (state: string) => states.filter((each) => each === state).length
    const counts = { active: count('active'), suspended: count('suspended'), revoked: count('revoked') }
    assert.deepEqual(states.toSorted(), model.states().toSorted())
    if (states.length > 0) assert.deepEqual(bound.counts.get([0]), counts)
    const publish = (more: number) =>
      town.act({
        by: 'auditor',
        service: 'card',
        action: 'publish-status',
        input: {
          list: 0,
          root: commitment('aa'),
          suspended: counts.suspended + more,
          revoked: counts.revoked,
        },
      })
    assert.ok('refusal' in publish(1))
    assert.ok('events' in publish(0))
  })
  fc.assert(property, { seed: 20_261_130, numRuns: 100 })
})

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const commitment = (name: string) => ({ bytes: name.repeat(32) })
const issuer = {
  did: 'did:webvh:QmaJp6pmb6RUk4oaDyWQcjeqYbvxsc3kvmGWZg6iUNwMuk:vector.example',
  office: { account: 'auditor' },
  keys: [{ id: 'card-1', publicKey: { bytes: `04${'11'.repeat(64)}` } }],
  cardDays: 730,
  codeSeconds: 180,
}

/** The rules once more, in the plainest words: the auditor's account is the office. */
function createModel() {
  const stateOf = new Map<string, { state: string; by?: string }>()
  return {
    states: (): readonly string[] => [...stateOf.values()].map(({ state }) => state),
    take: ({ by, act, card }: Step): boolean => {
      const known = stateOf.get(card)
      if (act === 'record') {
        if (by !== 'auditor' || known) return false
        stateOf.set(card, { state: 'active' })
        return true
      }
      if (by === 'parks' || !known || known.state === 'revoked') return false
      if (act === 'suspend' && known.state !== 'active') return false
      if (act === 'restore' && known.state !== 'suspended') return false
      if (act === 'restore' && by === 'auditor' && known.by === 'registrar') return false
      const to = act === 'suspend' ? 'suspended' : act === 'restore' ? 'active' : 'revoked'
      stateOf.set(card, { state: to, by })
      return true
    },
  }
}
