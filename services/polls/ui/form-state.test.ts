import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { surveyQuestions as questions } from '../made-up-poll.ts'
import { pageBefore, pageSizeMax } from '@maru/web/city/among-many.ts'
import { metresTo } from './distance.ts'
import { leadThrough, missingIn } from './form-state.ts'
import { emptyPoll, emptyQuestion, inputOf, problemOf, questionsOf, type PollDraft } from './poll-draft.ts'
import { spansOf } from './spans.ts'

test('B11: questions come up as answers lead to them, and what lies off the way is left out', () => {
  assert.deepEqual(leadThrough(questions, {}), [undefined, undefined, null, null])
  assert.deepEqual(leadThrough(questions, { 0: [2], 1: [0, 1] }), [[2], [0, 1], [], null])
  const long = { 0: [2], 1: [0, 1], 2: [4], 3: [1, 2] }
  assert.deepEqual(leadThrough(questions, long), [[2], [0, 1], [4], [1, 2]])
  assert.deepEqual(leadThrough(questions, { ...long, 0: [1] }), [[1], [0, 1], null, null])
})

test('B11: the first question that is not answered as it has to be is found', () => {
  const missing = (drafts: Parameters<typeof leadThrough>[1]) =>
    missingIn(questions, leadThrough(questions, drafts))
  assert.equal(missing({}), 0)
  assert.equal(missing({ 0: [1] }), 1)
  assert.equal(missing({ 0: [1], 1: [0, -1] }), 1, 'a score that stands open is no number')
  assert.equal(missing({ 0: [1], 1: [0] }), 1)
  assert.equal(missing({ 0: [2], 1: [0, 5], 2: [1, 2, 3, 4] }), 2)
  assert.equal(missing({ 0: [2], 1: [0, 5], 2: [4] }), 3)
  assert.equal(missing({ 0: [1], 1: [0, 5] }), undefined)
})

test('B8: the distance to a place is that of the map', () => {
  const cityHall = { latitude: 37_566_300, longitude: 126_977_900 }
  // Gwanghwamun and Busan's city hall, as maps give the ways there through the air.
  assert.ok(Math.abs(metresTo(cityHall, { latitude: 37.5759, longitude: 126.9769 }) - 1_071) < 5)
  assert.ok(Math.abs(metresTo(cityHall, { latitude: 35.1798, longitude: 129.075 }) - 325_000) < 1_000)
  assert.equal(metresTo(cityHall, { latitude: 37.5663, longitude: 126.9779 }), 0)
})

test('a vote is looked for in a page that has it among hundreds, or among all of a small poll', () => {
  assert.equal(pageBefore('ab'.repeat(20), 400), undefined)
  for (const voters of [500, 6_000, 100_000]) {
    const all = Array.from({ length: voters }, (_, index) =>
      createHash('sha256').update(`${voters} ${index}`).digest('hex').slice(0, 40),
    ).sort()
    for (const voter of [all[0]!, all[voters >> 1]!, all.at(-1)!]) {
      const after = pageBefore(voter, voters)
      const begins = after === undefined ? 0 : all.findIndex((each) => each > after)
      const page = all.slice(begins, begins + pageSizeMax)
      assert.ok(page.includes(voter), `${voters}`)
      const alike = all.filter((each) => pageBefore(each, voters) === after)
      assert.ok(alike.length >= 20, `${alike.length} of ${voters} ask for the same page`)
    }
  }
})

test('hours without votes are columns too, and many hours become days', () => {
  const few = spansOf(1_000, [
    { hour: 0, voters: 2 },
    { hour: 3, voters: 1 },
  ])
  assert.deepEqual(
    few.map(({ voters }) => voters),
    [2, 0, 0, 1],
  )
  const many = spansOf(0, [
    { hour: 1, voters: 2 },
    { hour: 20, voters: 3 },
    { hour: 80, voters: 4 },
  ])
  assert.deepEqual(
    many.map(({ voters, isDay }) => [voters, isDay]),
    [
      [5, true],
      [0, true],
      [0, true],
      [4, true],
    ],
  )
  assert.equal(spansOf(0, [{ hour: 24 * 90, voters: 1 }]).length, 60)
})

const written: PollDraft = {
  ...emptyPoll,
  title: '무엇부터 할까요?',
  questions: [{ ...emptyQuestion, question: '하나를 골라 주세요.', options: ['그늘막', '의자'] }],
}

test('B4, B6: a draft says what is missing, and becomes an input that the rules take', () => {
  const now = Date.UTC(2026, 0, 2)
  assert.equal(problemOf(emptyPoll, now, 30), 'titleMissing')
  assert.equal(problemOf(written, now, 30), undefined)
  assert.equal(problemOf({ ...written, days: 31 }, now, 30), 'daysWrong')
  assert.equal(problemOf({ ...written, opens: '2025-12-31T00:00' }, now, 30), 'opensPast')
  assert.equal(problemOf({ ...written, hasPlace: true }, now, 30), 'placeMissing')
  const branch = { ...emptyQuestion, question: '왜요?', options: ['가', '나'], ifQuestion: 1 }
  const branched = { ...written, questions: [...written.questions, branch] }
  assert.equal(problemOf(branched, now, 30), 'questionsUnfit')
  const whole = { ...branched, questions: [...written.questions, { ...branch, ifOptions: [2] }] }
  assert.equal(problemOf(whole, now, 30), undefined)
  assert.deepEqual(questionsOf(whole)[1]?.askedIf, { question: 1, options: [2] })
  const { closes, opens } = inputOf({ ...written, days: 30 }, 1_000_000, 30)
  assert.equal(opens, null)
  assert.ok(closes < 1_000_000 + 30 * 86_400_000)
})
