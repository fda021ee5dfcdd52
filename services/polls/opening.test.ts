// Who may vote is fixed when a poll opens, and whether a vote is in time is not a matter of timers.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import type { Receipt } from '@maru/kernel/execute.ts'
import { dayMs } from '../days.ts'
import { createMadeUpCity } from '../made-up.ts'
import { castMadeUpVote, openMadeUpPoll } from './made-up-poll.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const outcome = (receipt: Receipt): string => ('events' in receipt ? 'counted' : receipt.refusal.code)
const answers = [[1], [0, 0], null, null]
const begin = 1_767_225_600_000

test('B5: who is enrolled before a poll opens votes in it, also one that was announced before', () => {
  const town = createMadeUpCity(hash)
  openMadeUpPoll(town, { opens: begin + dayMs })
  town.enrol('ana')
  town.act({
    by: 'mayor',
    service: 'polls',
    action: 'end-poll',
    input: { poll: 9, reason: 'mistake' },
    at: dayMs,
  })
  assert.equal(outcome(castMadeUpVote(town, 'ana', answers, 1)), 'counted')
})

test('B5: who is enrolled after a poll has opened does not vote in it', () => {
  const town = createMadeUpCity(hash)
  openMadeUpPoll(town)
  town.enrol('ana')
  assert.equal(outcome(castMadeUpVote(town, 'ana', answers, 1)), 'B10-not-in-group')
})

test('B9, B14: the timers of a poll that ended early do nothing', () => {
  const town = createMadeUpCity(hash)
  openMadeUpPoll(town, { opens: begin + dayMs })
  const act = (action: string, at?: number) =>
    town.act({
      by: 'mayor',
      service: 'polls',
      action,
      input: { poll: 1, reason: 'mistake' },
      ...(at && { at }),
    })
  act('end-poll')
  for (const day of [1, 10]) {
    assert.equal(outcome(act('end-poll', day * dayMs)), 'B14-over-already')
    assert.deepEqual(town.timerEvents(), [])
  }
  const row = town.query('polls', 'poll', { poll: 1 }) as { readonly state: string }
  assert.equal(row.state, 'withdrawn')
})

test('B15: who leaves takes the words along, and the polls that ran end', () => {
  const town = createMadeUpCity(hash)
  town.enrol('ana')
  const questions = [{ kind: 'single', options: 2, askedIf: null }]
  const input = { secrecy: 'named', group: 'city', questions, opens: null, closes: begin + dayMs }
  const rest = { canChange: false, shownFrom: 0, place: null, content: { bytes: 'c2'.repeat(32) } }
  const open = () =>
    town.act({ by: 'ana', service: 'polls', action: 'open-resident-poll', input: { ...input, ...rest } })
  open()
  openMadeUpPoll(town)
  const leave = {
    by: 'ana',
    service: 'residents',
    action: 'leave-city',
    input: { account: { account: 'ana' } },
  }
  assert.equal(outcome(town.act(leave)), 'counted')
  const states = (town.query('polls', 'polls') as { polls: { state: string; erasedAt?: number }[] }).polls
  assert.deepEqual(
    states.map(({ state, erasedAt }) => [state, erasedAt !== undefined]),
    [
      ['open', false],
      ['closed', true],
    ],
  )
})

test('polls are listed newest first, of one asker and one state, page by page', () => {
  const town = createMadeUpCity(hash)
  town.enrol('ana')
  for (const opens of [null, begin + dayMs, null]) openMadeUpPoll(town, { opens })
  const input = {
    secrecy: 'named',
    group: 'city',
    questions: [{ kind: 'single', options: 2, askedIf: null }],
  }
  const rest = { opens: null, closes: begin + dayMs, canChange: false, shownFrom: 0, place: null }
  const content = { bytes: 'c2'.repeat(32) }
  town.act({
    by: 'ana',
    service: 'polls',
    action: 'open-resident-poll',
    input: { ...input, ...rest, content },
  })
  const numbers = (page: object) =>
    (town.query('polls', 'polls', page) as { polls: { poll: number }[] }).polls.map(({ poll }) => poll)
  assert.deepEqual(numbers({}), [4, 3, 2, 1])
  assert.deepEqual(numbers({ limit: 2 }), [4, 3])
  assert.deepEqual(numbers({ limit: 2, after: 3 }), [2, 1])
  assert.deepEqual(numbers({ asker: 'city', state: 'open' }), [3, 1])
  assert.deepEqual(numbers({ asker: 'residents' }), [4])
  assert.deepEqual(numbers({ state: 'announced' }), [2])
})
