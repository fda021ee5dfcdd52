// Whatever residents do, in whatever order: the tallies are the supports that stand, and states follow the rules.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { memberPseudonym } from '@maru/kernel/membership/membership.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { bindReadTables } from '@maru/kernel/state/table.ts'
import { createMadeUpCity } from '../made-up.ts'
import vectorsCity from '../vectors/city.json' with { type: 'json' }
import { states, tables, type ProposalState } from './state.ts'

const residents = ['ana', 'ben', 'cho', 'dan', 'eun', 'fay'] as const
const numbers = [1, 2] as const
/** As vectors/city.json has them on its first day. */
const supportsFor = { assignment: 2, debate: 4, mayor: 5 } as const

// As many supports taken back as given: so proposals go up to every threshold and down again.
const step = fc.record({
  act: fc.oneof(
    { weight: 8, arbitrary: fc.constant('support-proposal' as const) },
    { weight: 8, arbitrary: fc.constant('withdraw-support' as const) },
    { weight: 1, arbitrary: fc.constantFrom('withdraw-proposal', 'suspend-resident', 'restore-resident') },
  ),
  who: fc.constantFrom(...residents),
  proposal: fc.constantFrom(...numbers),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

for (const kind of ['by account', 'without a name'] as const)
  test(`P10 to P13: tallies, states and what was reached are those of a plain model, ${kind}`, () =>
    holdsModel(kind === 'without a name'))

const holdsModel = (isAnonymous: boolean) => {
  const property = fc.property(fc.array(step, { maxLength: 120, size: 'max' }), (steps) => {
    const city = createMadeUpCity(hash, isAnonymous ? anonymousCity : undefined)
    for (const name of residents) city.enrol(name)
    if (isAnonymous) giveIdentities(city)
    for (const _ of numbers) city.act({ by: 'ana', ...opening })
    const model = createModel(isAnonymous)
    for (const [at, step] of steps.entries()) {
      const receipt = city.act(isAnonymous ? toMemberAction(city, step, at + 1) : toAction(step))
      assert.equal('events' in receipt, model.allows(step), JSON.stringify([step, receipt]))
      if ('events' in receipt) model.apply(step)
    }
    assert.deepEqual(city.query('proposals', 'tallies'), { tallies: model.tallies() })
    assert.deepEqual(liveSupports(city), model.liveSupports())
    assert.deepEqual(
      indexedStates(city),
      model.tallies().map(({ state, proposal }) => [proposal, state]),
    )
    const { thresholds } = city.query('proposals', 'thresholds') as { thresholds: { reached: number }[] }
    assert.deepEqual(
      thresholds.map(({ reached }) => reached),
      model.reached(),
    )
    assert.deepEqual(city.query('residents', 'population'), {
      districts: [
        { district: 'hill', residents: model.active() },
        { district: 'river', residents: 0 },
      ],
    })
  })
  fc.assert(property, { seed: 20_261_121, numRuns: isAnonymous ? 40 : 150 })
}

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const content = { bytes: '07'.repeat(32) }
const opening = {
  service: 'proposals',
  action: 'open-proposal',
  input: { field: 'parks', district: null, content },
}

const toAction = ({ act, who, proposal }: Step) => {
  if (act !== 'suspend-resident' && act !== 'restore-resident') {
    return { by: who, service: 'proposals', action: act, input: { proposal } }
  }
  const reason = act === 'suspend-resident' ? 'under-review' : 'mistake'
  return { by: 'registrar', service: 'residents', action: act, input: { account: { account: who }, reason } }
}

/** The same act by a member: the proof was checked before. Authors and officers act by their accounts. */
const toMemberAction = (city: City, step: Step, sequence: number) => {
  const { act, who, proposal } = step
  if (act !== 'support-proposal' && act !== 'withdraw-support') return toAction(step)
  const root = tablesOf(city).proposals.get([proposal])?.members?.root ?? ''
  const member = { root, nullifier: bytesToHex(nullifierOf(who, proposal)) }
  return { by: who, service: 'proposals', action: act, input: { proposal, sequence }, member }
}

const nullifierOf = (who: string, proposal: number): Uint8Array =>
  hash(Buffer.from(`${who} ${proposal}`)).with(0, 1)

const giveIdentities = (city: City): void => {
  for (const [at, name] of residents.entries()) {
    const commitment = numberToBytes(BigInt(at + 1))
    const input = { account: { account: name }, commitment, groups: ['city'] }
    city.act({ by: 'registrar', service: 'residents', action: 'set-identity', input })
  }
}

const anonymousCity = {
  ...vectorsCity,
  parameters: {
    ...vectorsCity.parameters,
    proposals: { ...vectorsCity.parameters.proposals, anonymousSupports: [[1767225600000, 1]] },
  },
}

type City = ReturnType<typeof createMadeUpCity>
const tablesOf = (city: City) => bindReadTables('proposals', tables, city.view)

/** The rows themselves, counted by nobody. */
const liveSupports = (city: City) =>
  tablesOf(city)
    .supports.list({ limit: 1000 })
    .map(([key]) => key.join())

const indexedStates = (city: City) =>
  states
    .flatMap((state) => tablesOf(city).states.list({ prefix: [state] }))
    .map(([[state, number]]) => [number, state] as const)
    .sort((a, b) => a[0] - b[0])

/** The rules once more, in the plainest words: sets of names. */
const createModel = (isAnonymous: boolean) => {
  const suspended = new Set<string>()
  const proposals = numbers.map((proposal) => ({
    proposal,
    state: 'open' as ProposalState,
    supporters: new Set<string>(),
    reached: new Set<string>(),
  }))
  const find = (number: number) => proposals[number - 1] as (typeof proposals)[number]
  const allows = ({ act, who, proposal: number }: Step): boolean => {
    const { state, supporters } = find(number)
    if (act === 'suspend-resident') return !suspended.has(who)
    if (act === 'restore-resident') return suspended.has(who)
    const isOfMember = isAnonymous && act !== 'withdraw-proposal'
    // Who was in the group when it was fixed stays in it.
    if ((suspended.has(who) && !isOfMember) || state === 'withdrawn') return false
    if (act === 'withdraw-proposal') return who === 'ana' && state !== 'debate'
    return supporters.has(who) === (act === 'withdraw-support')
  }
  const apply = ({ act, who, proposal: number }: Step): void => {
    const proposal = find(number)
    if (act === 'suspend-resident') suspended.add(who)
    if (act === 'restore-resident') suspended.delete(who)
    if (act === 'withdraw-proposal') proposal.state = 'withdrawn'
    if (act === 'support-proposal') proposal.supporters.add(who)
    if (act === 'withdraw-support') proposal.supporters.delete(who)
    const count = proposal.supporters.size
    if (act === 'support-proposal') {
      for (const [name, least] of Object.entries(supportsFor)) if (count >= least) proposal.reached.add(name)
      if (proposal.state === 'open' && count >= supportsFor.assignment) proposal.state = 'needs-assignment'
      if (count >= supportsFor.debate) proposal.state = 'debate'
    }
    const falls = proposal.state === 'needs-assignment' && count < supportsFor.assignment
    if (act === 'withdraw-support' && falls) proposal.state = 'open'
  }
  const city = createMadeUpCity(hash)
  return {
    allows,
    apply,
    active: () => residents.length - suspended.size,
    reached: () =>
      Object.keys(supportsFor).map((name) => proposals.filter(({ reached }) => reached.has(name)).length),
    tallies: () =>
      proposals.map(({ proposal, supporters, state }) => ({ proposal, supports: supporters.size, state })),
    liveSupports: () =>
      proposals.flatMap(({ proposal, supporters }) =>
        [...supporters]
          .map((who) => (isAnonymous ? memberPseudonym(nullifierOf(who, proposal), hash) : city.keyId(who)))
          .sort()
          .map((account) => `${proposal},${account}`),
      ),
  }
}
