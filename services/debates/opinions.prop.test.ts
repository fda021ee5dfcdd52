// Whatever residents say, in whatever order and at whatever time: the tally is the last opinions given in time.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { bindReadTables } from '@maru/kernel/state/table.ts'
import { dayMs } from '../days.ts'
import { createMadeUpCity } from '../made-up.ts'
import city from '../vectors/city.json' with { type: 'json' }
import { sides, tables, type Side } from './state.ts'

const residents = ['ana', 'ben', 'cho', 'dan'] as const
const numbers = [1, 2] as const
/** As vectors/city.json has them. */
const { debateDays, participantsForMayor, opinionsPerDay } = mapFirst(city.parameters.debates)

const step = fc.record({
  who: fc.constantFrom(...residents),
  debate: fc.constantFrom(...numbers),
  side: fc.constantFrom(...sides),
  /** Mostly within a day; sometimes a jump over days. */
  waitMs: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(0, 1, 3_600_000) },
    { weight: 2, arbitrary: fc.constantFrom(dayMs, 9 * dayMs - 1, 9 * dayMs) },
  ),
})

test('D3, D4, D5, D10, D11: tallies, participants and limits are those of a plain model', () => {
  const property = fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
    const town = createMadeUpCity(hash)
    for (const name of residents) town.enrol(name)
    for (const _ of numbers) town.act({ by: 'mayor', ...opening })
    const model = createModel()
    let at = 10_000
    for (const { who, debate, side, waitMs } of steps) {
      at += waitMs
      const input = { debate, side, content }
      const receipt = town.act({ by: who, service: 'debates', action: 'give-opinion', input, at })
      const expected = model.give(who, debate, side, at)
      const said = 'events' in receipt ? receipt.events.map(([event]) => event) : []
      // What follows for the mayor is told by another service.
      const outcome =
        'events' in receipt ? said.filter((event) => !event.includes('.')) : receipt.refusal.code
      assert.deepEqual(outcome, expected, JSON.stringify([who, debate, side, at]))
    }
    const { tallies, latest } = bindReadTables('debates', tables, town.view)
    for (const debate of numbers) {
      const rows = latest.list({ prefix: [debate] }).map(([[, account], row]) => [account, row.side])
      assert.deepEqual(rows, model.last(debate, town.keyId))
      const count = (side: Side) => rows.filter(([, given]) => given === side).length
      const tally = { for: count('for'), against: count('against'), other: count('other') }
      assert.deepEqual(tallies.get([debate]), { ...tally, participants: rows.length })
      const shown = town.query('debates', 'debate', { debate }) as { state: string; closes: number }
      assert.equal(shown.state, city.time + at >= shown.closes ? 'closed' : 'open')
    }
  })
  fc.assert(property, { seed: 20_261_121, numRuns: 150 })
})

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const content = { bytes: '07'.repeat(32) }
const opening = { service: 'debates', action: 'open-debate', input: { content } }

/** Debate n opens in block 4 + n: a second for each block. */
const closesAt = (debate: number): number => (residents.length + debate) * 1000 + debateDays * dayMs

/** The rules once more, in the plainest words. */
function createModel() {
  const sideByName = new Map<number, Map<string, Side>>(numbers.map((debate) => [debate, new Map()]))
  const told = new Set<number>()
  const given: string[] = []
  return {
    give: (who: string, debate: number, side: Side, at: number): readonly string[] | string => {
      const today = `${who} ${Math.floor((city.time + at) / dayMs)}`
      if (at >= closesAt(debate)) return 'D3-closed'
      if (given.filter((day) => day === today).length >= opinionsPerDay) return 'D5-too-many-today'
      given.push(today)
      const said = sideByName.get(debate) as Map<string, Side>
      said.set(who, side)
      const reaches = said.size >= participantsForMayor && !told.has(debate)
      if (reaches) told.add(debate)
      return reaches ? ['opinion-given', 'participants-reached'] : ['opinion-given']
    },
    last: (debate: number, keyId: (name: string) => string) =>
      [...(sideByName.get(debate) as Map<string, Side>)]
        .map(([who, side]) => [keyId(who), side])
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
