import assert from 'node:assert/strict'
import { test } from 'node:test'
import { developmentSigner } from '@maru/client/keys.ts'
import { busyTexts, withBusyCity } from '@maru/testing/busy-city.ts'
import { medianOf } from './tally.ts'

const day = 86_400_000

test('statistics count what happened, and name the log index they are of', () =>
  withBusyCity(async ({ app, city }) => {
    const answer = await app.inject('/api/statistics')
    const { logIndex, time, proposals, debates, answers, policies, participation, moderation } = answer.json()
    assert.equal(logIndex, city.ledger.snapshot().size)
    assert.equal(answer.headers['maru-log-index'], String(logIndex))
    assert.equal(time, city.ledger.snapshot().time)
    assert.deepEqual([proposals.total, proposals.supports], [3, 8])
    const month = new Date(city.now()).toISOString().slice(0, 7)
    assert.deepEqual(proposals.byMonth, [{ month, proposals: 3, supports: 8 }])
    assert.deepEqual(proposals.byField, [{ field: 'transport', proposals: 3, supports: 8 }])
    assert.deepEqual(proposals.byDistrict, [{ district: 'whole-city', proposals: 3, supports: 8 }])
    assert.deepEqual(proposals.byState, [
      { state: 'debate', proposals: 1, supports: 5 },
      { state: 'needs-assignment', proposals: 1, supports: 3 },
      { state: 'open', proposals: 1, supports: 0 },
    ])
    assert.deepEqual(proposals.thresholds, [
      { threshold: 'assignment', proposals: 2, share: 0.6667 },
      { threshold: 'debate', proposals: 1, share: 0.3333 },
      { threshold: 'mayor', proposals: 0, share: 0 },
    ])
    assert.deepEqual(debates, {
      participants: 1,
      byMonth: [{ month, debates: 1, participants: 1 }],
      byState: [{ state: 'open', debates: 1, participants: 1 }],
    })
    const none = { inTime: 0, late: 0, overdue: 0, waiting: 0, lapsed: 0 }
    assert.deepEqual(answers, {
      ...none,
      inTime: 1,
      waiting: 1,
      shareInTime: 0.5,
      daysToAnswerMedian: 2,
      byDepartment: [
        { department: 'roads', ...none, inTime: 1, daysToAnswerMedian: 2 },
        { department: 'unassigned', ...none, waiting: 1, daysToAnswerMedian: null },
      ],
      byDecision: [{ decision: 'adopted', answers: 1 }],
    })
    assert.deepEqual(policies.byState, [{ state: 'underway', policies: 1, budgetWon: 0 }])
    assert.deepEqual(
      [moderation.byMonth[0].month, moderation.byMonth[0].hidden, moderation.byMonth[0].reported],
      [month, 1, 0],
    )
    assert.deepEqual(moderation.byAct, [{ act: 'hidden', acts: 1 }])
    assert.deepEqual(moderation.byRule, [{ rule: 'personal-data', reported: 0, hidden: 1 }])
    assert.deepEqual(participation, {
      supports: 8,
      debateParticipants: 1,
      pollVoters: 0,
      opinions: 1,
      comments: 2,
    })
  }))

test('what has no answer is listed with its days, until it has one', () =>
  withBusyCity(async ({ app, act, city }) => {
    const report = async (query = '') => (await app.inject(`/api/reports/unanswered${query}`)).json()
    const waiting = await report()
    assert.deepEqual(
      waiting.unanswered.map((each: any) => [each.duty, each.proposal, each.supports, each.daysOverdue]),
      [[2, 2, 3, 0]],
    )
    assert.equal(waiting.unanswered[0].title, busyTexts.benches.item.content.title)
    assert.deepEqual(waiting.totals.owed, { department: 1, mayor: 0 })

    city.advance(14 * day)
    const [mayor, officer] = [developmentSigner('mayor'), developmentSigner('department')]
    await act(mayor, 'answers', 'assign-department', { duty: 2, department: 'roads' })
    const overdue = await report()
    // A day passed before, in which the other was answered.
    assert.deepEqual([overdue.unanswered[0].daysWaiting, overdue.unanswered[0].daysOverdue], [15, 2])
    assert.deepEqual(overdue.totals.overdue, { department: 1, mayor: 0 })
    assert.deepEqual((await report('?after=2')).unanswered, [])

    await act(officer, 'answers', 'give-answer', { duty: 2, decision: 'not-adopted' }, busyTexts.refusal)
    const after = await report()
    assert.deepEqual(after.unanswered, [])
    assert.deepEqual([after.totals.answered, after.totals.answeredLate], [1, 1])
    assert.equal((await app.inject('/api/reports/unanswered?limit=0')).json().code, 'S4-query-malformed')
  }))

test('what the source of an import marks as answered stands beside it', () =>
  withBusyCity(
    async ({ app }) => {
      const { unanswered } = (await app.inject('/api/reports/unanswered')).json()
      assert.equal(unanswered[0].markedAnswered, true)
      const { source, participation } = (await app.inject('/api/statistics')).json()
      assert.deepEqual(source, { comments: 4, markedAnswered: 1 })
      assert.equal(participation.comments, 2, 'the ledger counts its own')
    },
    { imported: { proposals: [{ proposal: 2, comments: 4, markedAnswered: true }] } },
  ))

test('a median is the middle one, the lower of two, and none of nothing', () => {
  assert.deepEqual([[3, 1, 2], [4, 1, 3, 2], [9], []].map(medianOf), [2, 2, 9, null])
})
