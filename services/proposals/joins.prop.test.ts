// However officers join and residents support and move: each support counts once, where its owner put it.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { bindReadTables } from '@maru/kernel/state/table.ts'
import { createMadeUpCity } from '../made-up.ts'
import { tables } from './state.ts'

const residents = ['ana', 'ben', 'cho', 'dan', 'eun'] as const
const numbers = [1, 2, 3, 4] as const
/** As vectors/city.json has them on its first day. */
const supportsForDebate = 4
const joinedForDebate = 2

const step = fc.record({
  act: fc.oneof(
    { weight: 6, arbitrary: fc.constant('support-proposal' as const) },
    { weight: 2, arbitrary: fc.constant('withdraw-support' as const) },
    { weight: 6, arbitrary: fc.constant('move-support' as const) },
    { weight: 3, arbitrary: fc.constant('join-proposal' as const) },
    { weight: 2, arbitrary: fc.constant('leave-join' as const) },
  ),
  who: fc.constantFrom(...residents),
  proposal: fc.constantFrom(...numbers),
  other: fc.constantFrom(...numbers),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

test('P20 to P25: supports are rows of their owners, joins move none, and a joined proposal gains none', () => {
  const property = fc.property(fc.array(step, { maxLength: 80, size: 'max' }), (steps) => {
    const city = createMadeUpCity(hash)
    for (const name of residents) city.enrol(name)
    for (const _ of numbers) city.act({ by: 'ana', ...opening })
    const model = createModel()
    for (const step of steps) {
      const receipt = city.act(toAction(step))
      assert.equal('events' in receipt, model.allows(step), JSON.stringify([step, receipt]))
      if (!('events' in receipt)) continue
      model.apply(step)
      assert.deepEqual(
        readCity(city),
        model.read((name) => city.keyId(name)),
      )
      const opened = receipt.events.filter(([event, { joined }]) => event === 'threshold-crossed' && joined)
      assert.equal(opened.length, model.openedByJoining(), 'a debate is opened by joining once')
    }
  })
  fc.assert(property, { seed: 20_261_121, numRuns: 120 })
})

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const content = { bytes: '07'.repeat(32) }
const opening = {
  service: 'proposals',
  action: 'open-proposal',
  input: { field: 'parks', district: null, content },
}

const toAction = ({ act, who, proposal, other }: Step) => {
  const service = 'proposals'
  switch (act) {
    case 'join-proposal':
      return { by: 'moderator', service, action: act, input: { proposal, into: other, content } }
    case 'leave-join':
      return { by: 'moderator', service, action: act, input: { proposal, content } }
    case 'move-support':
      return { by: who, service, action: act, input: { from: proposal, to: other } }
    default:
      return { by: who, service, action: act, input: { proposal } }
  }
}

/** The rows of supports themselves, counted by nobody, beside the counts that are kept. */
const readCity = (city: ReturnType<typeof createMadeUpCity>) => {
  const bound = bindReadTables('proposals', tables, city.view)
  return {
    supports: bound.supports.list({ limit: 1000 }).map(([key]) => key.join()),
    joined: bound.joined.list({ limit: 1000 }).map(([key]) => key.join()),
    proposals: bound.proposals.list().map(([[proposal], row]) => ({
      proposal,
      supports: row.supports,
      joinedTo: row.joinedTo,
      joined: row.joined ?? 0,
      inDebate: row.state === 'debate',
    })),
  }
}

/** The rules once more, in the plainest words: sets of names. */
const createModel = () => {
  const rows = numbers.map((proposal) => ({
    proposal,
    supporters: new Set<string>(),
    joinedTo: undefined as number | undefined,
    inDebate: false,
  }))
  const find = (number: number) => rows[number - 1] as (typeof rows)[number]
  const joinedInto = (number: number) => rows.filter(({ joinedTo }) => joinedTo === number)
  let opened = 0

  const allows = ({ act, who, proposal: number, other }: Step): boolean => {
    const { supporters, joinedTo, inDebate } = find(number)
    switch (act) {
      case 'support-proposal':
        return joinedTo === undefined && !supporters.has(who)
      case 'withdraw-support':
        return supporters.has(who)
      case 'move-support':
        return joinedTo === other && supporters.has(who)
      case 'leave-join':
        return joinedTo !== undefined
      case 'join-proposal': {
        const isFree = joinedTo === undefined && joinedInto(number).length === 0 && !inDebate
        return number !== other && isFree && find(other).joinedTo === undefined
      }
    }
  }
  const apply = ({ act, who, proposal: number, other }: Step): void => {
    const proposal = find(number)
    const lead = find(other)
    opened = 0
    if (act === 'support-proposal') proposal.supporters.add(who)
    if (act === 'withdraw-support' || act === 'move-support') proposal.supporters.delete(who)
    if (act === 'move-support') lead.supporters.add(who)
    if (act === 'leave-join') proposal.joinedTo = undefined
    if (act === 'join-proposal') {
      proposal.joinedTo = other
      if (!lead.inDebate && joinedInto(other).length >= joinedForDebate) {
        opened = 1
        lead.inDebate = true
      }
    }
    for (const row of rows) if (row.supporters.size >= supportsForDebate) row.inDebate = true
  }
  return {
    allows,
    apply,
    openedByJoining: () => opened,
    read: (keyId: (name: string) => string) => ({
      supports: rows.flatMap(({ proposal, supporters }) =>
        [...supporters]
          .map(keyId)
          .sort()
          .map((account) => `${proposal},${account}`),
      ),
      joined: rows.flatMap(({ proposal: into }) =>
        joinedInto(into).map(({ proposal }) => `${into},${proposal}`),
      ),
      proposals: rows.map(({ proposal, supporters, joinedTo, inDebate }) => ({
        proposal,
        supports: supporters.size,
        joinedTo,
        joined: joinedInto(proposal).length,
        inDebate,
      })),
    }),
  }
}
