// The words of residents' polls are moderated as all that residents write; the city's are acts of office.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import type { Receipt } from '@maru/kernel/execute.ts'
import { dayMs } from '../days.ts'
import { createMadeUpCity } from '../made-up.ts'
import { openMadeUpPoll } from './made-up-poll.ts'

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
const begin = 1_767_225_600_000

const eventsOf = (receipt: Receipt): readonly string[] =>
  'events' in receipt ? receipt.events.map(([event]) => event) : [receipt.refusal.code]

const open = () => {
  const town = createMadeUpCity(hash)
  for (const name of ['ana', 'ben']) town.enrol(name)
  const questions = [{ kind: 'single', options: 2, askedIf: null }]
  const poll = { secrecy: 'named', group: 'city', questions, opens: null, closes: begin + dayMs }
  const rest = { canChange: false, shownFrom: 0, place: null, content: { bytes: 'c2'.repeat(32) } }
  const act = (by: string, path: string, input: object) => {
    const [service, action] = path.split('/') as [string, string]
    return eventsOf(town.act({ by, service, action, input }))
  }
  act('ana', 'polls/open-resident-poll', { ...poll, ...rest })
  openMadeUpPoll(town)
  return { town, act }
}

const about = (number: number) => ({ service: 'polls', number })
const hiding = { rule: 'insult', content: { bytes: '0e'.repeat(32) } }

test('B15: a resident’s poll is reported and hidden, and its case is over when its author destroys it', () => {
  const { act, town } = open()
  assert.deepEqual(act('ben', 'moderation/report-text', { ...about(1), reason: 'insult' }), ['text-reported'])
  assert.deepEqual(act('moderator', 'moderation/hide-text', { ...about(1), ...hiding }), ['text-hidden'])
  assert.deepEqual(act('ana', 'polls/erase-poll', { poll: 1 }), [
    'poll-closed',
    'text-erased',
    'moderation.case-ended',
  ])
  const found = town.query('moderation', 'case-of', about(1)) as { readonly state: string }
  assert.equal(found.state, 'erased')
})

test('B1: a poll of the city is neither reported nor hidden', () => {
  const { act } = open()
  assert.deepEqual(act('ben', 'moderation/report-text', { ...about(2), reason: 'insult' }), [
    'M3-unknown-text',
  ])
  assert.deepEqual(act('moderator', 'moderation/hide-text', { ...about(2), ...hiding }), ['M3-unknown-text'])
})
