// Whoever votes how, in whatever order and however often: tallies are those of the last votes, counted again. By name
// and without one, the same holds.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import { createMadeUpCity } from '../made-up.ts'
import {
  castMadeUpVote,
  enrolVoters,
  openMadeUpPoll,
  readMadeUpPoll,
  surveyQuestions,
} from './made-up-poll.ts'
import type { Answers, QuestionTally } from './questions.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const voters = ['ana', 'ben', 'cho', 'dan'] as const
/** As vectors/city.json has it. */
const changesMax = 2
const shownLeast = 3

const createTown = () => {
  const town = createMadeUpCity(hash)
  enrolVoters(town, voters)
  return town
}

/** Ways through the survey, by the words of its questions and not by its code. */
const answersArbitrary: fc.Arbitrary<Answers> = fc
  .record({
    first: fc.integer({ min: 1, max: 3 }),
    scores: fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })),
    several: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
    ranks: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 2 }),
  })
  .map(({ first, scores, several, ranks }) => {
    const third = first === 1 ? null : several.toSorted((a, b) => a - b)
    return [[first], scores, third, third?.includes(4) ? ranks : null]
  })

const votesArbitrary = fc.array(
  fc.record({
    who: fc.constantFrom(...voters),
    answers: answersArbitrary,
    sequence: fc.integer({ min: 1, max: changesMax + 2 }),
  }),
  { maxLength: 16, size: 'max' },
)

/** In the plainest words; the fourth question gives two points for the first rank and one for the second. */
const recount = (counted: readonly Answers[]): QuestionTally[] =>
  surveyQuestions.map(({ options }, index) => {
    const given = counted.map((answers) => answers[index]).filter((answer) => Array.isArray(answer))
    const pointsFor = (option: number, answer: readonly number[]): number => {
      if (index === 1) return answer[option - 1] as number
      if (index === 3) return answer[0] === option ? 2 : answer[1] === option ? 1 : 0
      return answer.includes(option) ? 1 : 0
    }
    const countOf = (option: number) => given.reduce((sum, answer) => sum + pointsFor(option, answer), 0)
    return { answered: given.length, counts: Array.from({ length: options }, (_, at) => countOf(at + 1)) }
  })

for (const secrecy of ['named', 'anonymous'] as const) {
  describe(`a ${secrecy} poll`, () => {
    test('B12, B13: a tally is that of the last votes, and a change neither loses nor doubles one', () => {
      const property = fc.property(votesArbitrary, fc.boolean(), (votes, canChange) => {
        const town = createTown()
        openMadeUpPoll(town, { secrecy, shownFrom: secrecy === 'named' ? 0 : shownLeast, canChange })
        const last = new Map<string, { readonly sequence: number; readonly answers: Answers }>()
        let changes = 0
        for (const { who, answers, sequence } of votes) {
          const before = last.get(who)
          const receipt = castMadeUpVote(town, who, answers, sequence)
          const expected =
            before && !canChange
              ? 'B12-voted-already'
              : before && sequence <= before.sequence
                ? 'B12-sequence-too-low'
                : sequence > (canChange ? changesMax + 1 : 1)
                  ? 'B12-too-many-changes'
                  : 'counted'
          assert.equal('events' in receipt ? 'counted' : receipt.refusal.code, expected)
          if (expected !== 'counted') continue
          if (before) changes++
          last.set(who, { sequence, answers })
        }
        const counted = [...last.values()].map(({ answers }) => answers)
        const shown = readMadeUpPoll(town)
        if (secrecy === 'named' || last.size >= shownLeast) assert.deepEqual(shown.tally, recount(counted))
        else assert.equal(shown.tally, null)
        assert.deepEqual([shown.voters, shown.changes], [last.size, changes])
        const { hours } = town.query('polls', 'turnout', { poll: 1 }) as {
          readonly hours: readonly { readonly voters: number }[]
        }
        assert.equal(
          hours.reduce((sum, hour) => sum + hour.voters, 0),
          last.size,
        )
      })
      fc.assert(property, { seed: 20_261_130, numRuns: 60 })
    })

    test('B13: in whatever order votes come, the state of the tallies is one', () => {
      const each = fc.tuple(answersArbitrary, answersArbitrary, answersArbitrary, answersArbitrary)
      const property = fc.property(
        each,
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        (given, order) => {
          const towns = [[0, 1, 2, 3], order].map((sequenceOfVoters) => {
            const town = createTown()
            openMadeUpPoll(town, { secrecy, shownFrom: 3 })
            for (const voter of sequenceOfVoters)
              castMadeUpVote(town, voters[voter] as string, given[voter] as Answers, 1)
            return readMadeUpPoll(town)
          })
          assert.deepEqual(towns[0], towns[1])
        },
      )
      fc.assert(property, { seed: 20_261_130, numRuns: 30 })
    })

    test('B7, B13: below the number of voters shown, answers of the city are the same whatever the votes are', () => {
      const pair = fc.tuple(answersArbitrary, answersArbitrary)
      const few = fc.array(pair, { minLength: 1, maxLength: 3 })
      const property = fc.property(few, (pairs) => {
        const looks = ([0, 1] as const).map((which) => {
          const town = createTown()
          openMadeUpPoll(town, { secrecy, shownFrom: 4 })
          for (const [index, each] of pairs.entries())
            castMadeUpVote(town, voters[index] as string, each[which], 1)
          return ['poll', 'polls', 'votes', 'turnout'].map((name) =>
            town.query('polls', name, name === 'polls' ? {} : { poll: 1 }),
          )
        })
        assert.deepEqual(looks[0], looks[1])
      })
      fc.assert(property, { seed: 20_261_130, numRuns: 30 })
    })

    test('B13: the vote that reaches the number shows the tally, and a change does not hide it again', () => {
      const town = createTown()
      openMadeUpPoll(town, { secrecy, shownFrom: 3 })
      castMadeUpVote(town, 'ana', [[1], [0, 5], null, null], 1)
      castMadeUpVote(town, 'cho', [[3], [0, 5], [], null], 1)
      assert.equal(readMadeUpPoll(town).tally, null)
      castMadeUpVote(town, 'ana', [[2], [1, 4], [1], null], 2)
      assert.equal(readMadeUpPoll(town).tally, null, 'a change is no third voter')
      castMadeUpVote(town, 'ben', [[2], [3, 3], [], null], 1)
      assert.deepEqual(readMadeUpPoll(town).tally?.[0], { answered: 3, counts: [0, 2, 1] })
      castMadeUpVote(town, 'ben', [[3], [3, 3], [], null], 2)
      assert.deepEqual(readMadeUpPoll(town).tally?.[0], { answered: 3, counts: [0, 1, 2] })
    })
  })
}
