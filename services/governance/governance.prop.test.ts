// Whatever officers want, approve and take back, in whatever order: nothing comes about without enough institutions, and
// the validators never change by more than a third at once, nor are there ever none.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { createGoverned } from './made-up-decision.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const officers = [
  'city-1',
  'city-2',
  'city-3',
  'council-1',
  'council-2',
  'election-1',
  'university-1',
] as const
const required: { readonly [institution: string]: number } = {
  city: 2,
  council: 1,
  election: 1,
  university: 1,
}
const names = ['city', 'council', 'election', 'extra', 'more'] as const

const wanted = fc.oneof(
  fc.record({
    kind: fc.constant('add-validator'),
    name: fc.constantFrom(...names),
    power: fc.integer({ min: 1, max: 12 }),
  }),
  fc.record({ kind: fc.constant('remove-validator'), name: fc.constantFrom(...names) }),
  fc.record({
    kind: fc.constant('change-power'),
    name: fc.constantFrom(...names),
    power: fc.integer({ min: 1, max: 20 }),
  }),
  fc.record({ kind: fc.constantFrom('halt', 'resume') }),
)
const step = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      by: fc.constantFrom(...officers),
      wanted,
      isLater: fc.boolean(),
      isAgreed: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      by: fc.constantFrom(...officers),
      action: fc.constantFrom('approve-change', 'approve-change', 'approve-change', 'withdraw-approval'),
      /** Of the last ones. */
      back: fc.integer({ min: 0, max: 3 }),
    }),
  },
)

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** What is agreed on beforehand passes in three blocks. */
const withApprovals = (steps: readonly Step[]): Step[] =>
  steps.flatMap((each) =>
    'isAgreed' in each && each.isAgreed
      ? [
          { ...each, by: 'election-1' as const },
          ...(['council-1', 'university-1'] as const).map(
            (by) => ({ by, action: 'approve-change', back: 0 }) as const,
          ),
        ]
      : [each],
  )

const toWanted = ({ kind, name, power }: { kind: string; name?: string; power?: number }) => {
  const validator = { account: `validator-${name}` }
  if (kind === 'add-validator')
    return {
      kind,
      publicKey: { publicKey: `validator-${name}` },
      power,
      institution: 'council',
      name,
      cosigner: null,
    }
  if (kind === 'remove-validator') return { kind, validator }
  return kind === 'change-power' ? { kind, validator, power } : { kind }
}

test('I6 to I10, I13: of any decisions', () => {
  const property = fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
    const city = createGoverned(hash)
    let count = 0
    /** What a plain model knows: who approves each change. */
    const approvals: Set<string>[] = []
    const enough = (change: number): boolean => {
      const given = [...approvals[change - 1]!].map((officer) => officer.split('-')[0]!)
      const approving = Object.keys(required).filter(
        (institution) => given.filter((each) => each === institution).length >= required[institution]!,
      )
      return approving.length >= 3
    }
    for (const each of withApprovals(steps)) {
      const before = city.powers()
      const { height } = city.status()
      if ('wanted' in each) {
        const isAtOnce = each.wanted.kind === 'halt' || each.wanted.kind === 'resume'
        // Many for the same height, so that they meet there.
        const from = isAtOnce || !each.isLater ? 0 : Math.ceil((height + 1) / 25) * 25
        const refusal = city.refusalOf(each.by, 'propose-change', { wanted: toWanted(each.wanted), from })
        if (refusal === undefined) {
          count++
          approvals.push(new Set([each.by]))
        }
      } else if (count > 0) {
        const change = Math.max(1, count - each.back)
        const { state } = city.change(change)
        const refusal = city.refusalOf(each.by, each.action, { change })
        const given = approvals[change - 1]!
        const isGiving = each.action === 'approve-change'
        assert.equal(
          refusal === undefined,
          state === 'proposed' && given.has(each.by) !== isGiving,
          refusal ?? 'accepted',
        )
        if (refusal === undefined) {
          if (isGiving) given.add(each.by)
          else given.delete(each.by)
          const now = city.change(change).state
          if (given.size === 0) assert.equal(now, 'withdrawn')
          else
            assert.equal(
              ['passed', 'in-force', 'void'].includes(now),
              enough(change),
              `change ${change} is ${now}`,
            )
        }
      }
      const after = city.powers()
      const total = Object.values(before).reduce((sum, power) => sum + power, 0)
      const moved = [...new Set([...Object.keys(before), ...Object.keys(after)])].reduce(
        (sum, name) => sum + Math.abs((after[name] ?? 0) - (before[name] ?? 0)),
        0,
      )
      assert.ok(3 * moved <= total, `${moved} of ${total} moved in one block`)
      assert.ok(Object.keys(after).length > 0)
    }
    for (let change = 1; change <= count; change++)
      if (['passed', 'in-force'].includes(city.change(change).state)) assert.ok(enough(change))
  })
  fc.assert(property, { seed: 20_261_130, numRuns: 40, endOnFailure: true })
})
