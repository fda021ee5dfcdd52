// Whatever residents say, in whatever order and at whatever time: the tally is the last opinions given in time.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { memberPseudonym } from '@maru/kernel/membership/membership.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { bindReadTables } from '@maru/kernel/state/table.ts'
import { dayMs } from '../days.ts'
import { createMadeUpCity } from '../made-up.ts'
import city from '../vectors/city.json' with { type: 'json' }
import { sides, tables, type ShownTally, type Side } from './state.ts'

const residents = ['ana', 'ben', 'cho', 'dan'] as const
const numbers = [1, 2] as const
/** As vectors/city.json has them. */
const { debateDays, participantsForMayor, opinionsPerDay, sidesShownFrom } = mapFirst(city.parameters.debates)

const step = fc.record({
  who: fc.constantFrom(...residents),
  debate: fc.constantFrom(...numbers),
  side: fc.constantFrom(...sides),
  /** Mostly within a day; sometimes a jump over days. */
  waitMs: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(0, 1, 3_600_000) },
    { weight: 2, arbitrary: fc.constantFrom(dayMs, 9 * dayMs - 1, 9 * dayMs) },
  ),
  /** A member's act with a number that was used before; accounts give none. */
  isLate: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

for (const kind of ['by account', 'without a name'] as const)
  test(`D3, D4, D5, D10, D11, D15: tallies, participants and limits are those of a plain model, ${kind}`, () =>
    holdsModel(kind === 'without a name'))

const holdsModel = (isAnonymous: boolean) => {
  const property = fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
    const town = createMadeUpCity(hash, isAnonymous ? anonymousCity : undefined)
    for (const name of residents) town.enrol(name)
    if (isAnonymous) giveIdentities(town)
    for (const _ of numbers) town.act({ by: 'mayor', ...opening })
    const model = createModel(isAnonymous)
    let at = 10_000
    for (const [nth, step] of steps.entries()) {
      at += step.waitMs
      const receipt = town.act({ ...(isAnonymous ? toVoice(town, step, nth) : toOpinion(step)), at })
      const expected = model.give(step, at)
      const said = 'events' in receipt ? receipt.events.map(([event]) => event) : []
      // What follows for the mayor is told by another service.
      const outcome =
        'events' in receipt ? said.filter((event) => !event.includes('.')) : receipt.refusal.code
      assert.deepEqual(outcome, expected, JSON.stringify([step, at]))
    }
    const { tallies, latest, voices } = bindReadTables('debates', tables, town.view)
    const counted = isAnonymous ? voices : latest
    for (const debate of numbers) {
      const rows = counted.list({ prefix: [debate] }).map(([[, who], row]) => [who, row.side])
      assert.deepEqual(rows, model.last(debate, town.keyId))
      const count = (side: Side) => rows.filter(([, given]) => given === side).length
      const tally = { for: count('for'), against: count('against'), other: count('other') }
      assert.deepEqual(tallies.get([debate]), { ...tally, participants: rows.length })
      const shown = town.query('debates', 'debate', { debate }) as ShownTally & {
        readonly state: string
        readonly closes: number
      }
      assert.equal(shown.state, city.time + at >= shown.closes ? 'closed' : 'open')
      const isHidden = isAnonymous && rows.length < sidesShownFrom
      assert.deepEqual([shown.for, shown.participants], [isHidden ? null : tally.for, rows.length])
    }
  })
  fc.assert(property, { seed: 20_261_121, numRuns: isAnonymous ? 60 : 150 })
}

const toOpinion = ({ who, debate, side }: Step) => ({
  by: who,
  service: 'debates',
  action: 'give-opinion',
  input: { debate, side, content },
})

/** The same by a member: the proof was checked before. */
const toVoice = (town: City, { who, debate, side, isLate }: Step, nth: number) => {
  const root = bindReadTables('debates', tables, town.view).debates.get([debate])?.members?.root ?? ''
  const member = { root, nullifier: bytesToHex(nullifierOf(who, debate)) }
  const input = { debate, side, sequence: isLate ? 1 : nth + 2 }
  return { by: who, service: 'debates', action: 'take-side', input, member }
}

const nullifierOf = (who: string, debate: number): Uint8Array =>
  hash(Buffer.from(`${who} ${debate}`)).with(0, 1)

const giveIdentities = (town: City): void => {
  for (const [at, name] of residents.entries()) {
    const commitment = numberToBytes(BigInt(at + 1))
    const input = { account: { account: name }, commitment, groups: ['city'] }
    town.act({ by: 'registrar', service: 'residents', action: 'set-identity', input })
  }
}

const anonymousCity = {
  ...city,
  parameters: {
    ...city.parameters,
    debates: { ...city.parameters.debates, anonymousOpinions: [[1767225600000, 1]] },
  },
}

type City = ReturnType<typeof createMadeUpCity>

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const content = { bytes: '07'.repeat(32) }
const opening = { service: 'debates', action: 'open-debate', input: { content } }

/** A second for each block: those of residents, and of their identities, come before. */
const closesAt = (debate: number, blocksBefore: number): number =>
  (blocksBefore + debate) * 1000 + debateDays * dayMs

/** The rules once more, in the plainest words. */
function createModel(isAnonymous: boolean) {
  const sideByName = new Map<number, Map<string, Side>>(numbers.map((debate) => [debate, new Map()]))
  const told = new Set<number>()
  const given: string[] = []
  const blocksBefore = residents.length * (isAnonymous ? 2 : 1)
  return {
    give: ({ who, debate, side, isLate }: Step, at: number): readonly string[] | string => {
      // A member is somebody else in each debate.
      const speaker = isAnonymous ? `${who} in ${debate}` : who
      const today = `${speaker} ${Math.floor((city.time + at) / dayMs)}`
      const said = sideByName.get(debate) as Map<string, Side>
      if (at >= closesAt(debate, blocksBefore)) return 'D3-closed'
      if (isAnonymous && isLate && said.has(who)) return 'D15-sequence-too-low'
      if (given.filter((day) => day === today).length >= opinionsPerDay) return 'D5-too-many-today'
      given.push(today)
      said.set(who, side)
      const reaches = said.size >= participantsForMayor && !told.has(debate)
      if (reaches) told.add(debate)
      const event = isAnonymous ? 'side-taken' : 'opinion-given'
      return reaches ? [event, 'participants-reached'] : [event]
    },
    last: (debate: number, keyId: (name: string) => string) =>
      [...(sideByName.get(debate) as Map<string, Side>)]
        .map(([who, side]) => [
          isAnonymous ? memberPseudonym(nullifierOf(who, debate), hash) : keyId(who),
          side,
        ])
        .sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1)),
  }
}

function mapFirst<Name extends string>(dated: { readonly [N in Name]: readonly (readonly number[])[] }) {
  const firsts = Object.entries<readonly (readonly number[])[]>(dated).map(([name, values]) => [
    name,
    values[0]?.[1],
  ])
  return Object.fromEntries(firsts) as { readonly [N in Name]: number }
}
