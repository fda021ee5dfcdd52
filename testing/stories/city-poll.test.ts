// A city asks: a survey by name that was announced, and a question without names. Who came in time votes, who changes
// their mind does so once more, who comes late or twice is refused; what was counted is counted again from the log alone.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { dev } from '@maru/cities/dev.ts'
import { developmentSigner, type Signer } from '@maru/client/keys.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import type { Recorded } from '@maru/kernel/ledger.ts'
import type { QuestionTally } from '@maru/services/polls/questions.ts'
import { openTestCity, recordedOf, type TestCity } from '../city.ts'
import { commitText } from '../commit-text.ts'
import { giveIdentities, proveVote } from '../made-up-votes.ts'
import { recountCity } from '../recount-city.ts'

const hourMs = 3_600_000
const officer = developmentSigner('department')
const { polls, ...others } = dev.parameters
/** Proofs take seconds, so two voters have to be enough to show a tally. */
const town = {
  ...dev,
  parameters: { ...others, polls: { ...polls, tallyShownFrom: [['2026-01-01', 2]] } },
} satisfies typeof dev

const choice = (options: number, askedIf: CborValue = null) => ({ kind: 'single', options, askedIf })
const survey = [choice(2), choice(3, { question: 1, options: [2] })]

interface Shown {
  readonly state: string
  readonly voters: number
  readonly changes: number
  readonly tally: readonly QuestionTally[] | null
}

describe('a city asks its residents', () => {
  let city: TestCity
  let residents: readonly Signer[]
  const open = (fields: { readonly [field: string]: CborValue }) =>
    city.act(officer, 'polls', 'open-policy-poll', {
      ...{
        secrecy: 'named',
        group: 'city',
        questions: survey,
        opens: null,
        closes: city.now() + 48 * hourMs,
      },
      ...{
        canChange: true,
        shownFrom: 0,
        place: null,
        content: commitText('a poll', { title: '무엇부터 할까요?' }),
      },
      ...fields,
    })
  const vote = (who: number, answers: CborValue, sequence = 1, poll = 1): Promise<Recorded | string> =>
    city.act(residents[who]!, 'polls', 'vote', { poll, answers, sequence, isHere: false })
  const show = (poll: number) => city.query('polls', 'poll', { poll }) as Shown

  before(async () => {
    city = await openTestCity({ city: town })
    residents = await city.enrol(5)
  })
  after(() => city.close())

  test('a survey opens at its time, and takes each answer on its way once', async () => {
    recordedOf(await open({ opens: city.now() + hourMs, closes: city.now() + 24 * hourMs }))
    assert.equal(await vote(0, [[1], null]), 'B9-not-open-yet')
    city.advance(hourMs)
    await city.runTimers()
    for (const [who, answers] of [
      [0, [[1], null]],
      [1, [[2], [3]]],
      [2, [[2], [1]]],
    ] as const)
      recordedOf(await vote(who, answers))
    assert.equal(await vote(3, [[1], [2]]), 'B11-not-asked')
    assert.equal(await vote(3, [[2], null]), 'B11-unanswered')
    assert.equal(await vote(0, [[2], [1]]), 'B12-sequence-too-low')
    recordedOf(await vote(0, [[2], [1]], 2))
    city.advance(1)
    const [late] = await city.enrol(1)
    const input = { poll: 1, answers: [[1], null], sequence: 1, isHere: false }
    assert.equal(await city.act(late!, 'polls', 'vote', input), 'B10-not-in-group')
    assert.deepEqual(show(1).tally, [
      { answered: 3, counts: [0, 3] },
      { answered: 3, counts: [2, 0, 1] },
    ])
    assert.equal(show(1).changes, 1)
  })

  test('all who vote at the same time, twice each, are counted once each', async () => {
    recordedOf(await open({ questions: [choice(2)], canChange: false }))
    const outcomes = await Promise.all(
      residents.flatMap((_, who) => [1, 2].map((answer) => vote(who, [[answer]], 1, 2))),
    )
    assert.equal(outcomes.filter((outcome) => typeof outcome !== 'string').length, residents.length)
    assert.ok(outcomes.every((outcome) => typeof outcome !== 'string' || outcome === 'B12-voted-already'))
    assert.equal(show(2).voters, residents.length)
  })

  test('without names, one proof is one vote, in this poll and for this choice', async () => {
    const identities = await giveIdentities(
      city,
      residents.slice(0, 2).map(({ keyId }) => keyId),
    )
    for (const _ of [3, 4])
      recordedOf(await open({ secrecy: 'anonymous', questions: [choice(2)], shownFrom: 2 }))
    const first = await proveVote(city, identities[0]!, 3, [[1]])
    const outcomes = await Promise.all([city.submit(first), city.submit(first)])
    assert.deepEqual(
      outcomes.map((outcome) => (typeof outcome === 'string' ? outcome : 'counted')).sort(),
      // The same bytes at the same time are one transaction, or the second finds the first recorded.
      outcomes.some((outcome) => typeof outcome === 'string')
        ? ['T6-replayed', 'counted']
        : ['counted', 'counted'],
    )
    assert.equal(show(3).voters, 1)
    assert.equal(show(3).tally, null, 'one voter is too few')
    for (const [other, what] of [
      [Buffer.from([0x01, 0x64, ...Buffer.from('poll'), 0x03]), 'another poll'],
      [Buffer.from([0x81, 0x81, 0x01]), 'another choice'],
    ] as const) {
      const changed = Buffer.from(first)
      const at = what === 'another poll' ? changed.indexOf(other.subarray(1)) : changed.indexOf(other)
      assert.ok(at >= 0)
      changed[at + (what === 'another poll' ? other.length - 2 : 2)] = what === 'another poll' ? 4 : 2
      assert.equal(await city.submit(changed), 'T20-bad-membership-proof', what)
    }
    assert.equal(await vote(0, [[1]], 1, 3), 'B10-needs-proof')
    recordedOf(await city.submit(await proveVote(city, identities[1]!, 3, [[2]])))
    assert.deepEqual(show(3).tally, [{ answered: 2, counts: [1, 1] }])
  })

  test('each closes at its time, and its tally stays', async () => {
    city.advance(50 * hourMs)
    await city.runTimers()
    for (const poll of [1, 2, 3]) assert.equal(show(poll).state, 'closed')
    assert.equal(await vote(3, [[1], null]), 'B9-closed')
    assert.equal(show(1).tally?.[0]?.answered, 3)
  })

  test('the log alone gives every tally again', async () => {
    const ask = await recountCity(city)
    for (const poll of [1, 2, 3, 4]) assert.deepEqual(ask('polls', 'poll', { poll }), show(poll))
  })
})
