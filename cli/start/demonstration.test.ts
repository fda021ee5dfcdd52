// The demonstration shows every place of the process, and its log alone gives it again.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { runQuery } from '@maru/kernel/execute.ts'
import { dayMs } from '@maru/services/days.ts'
import { services } from '@maru/services/index.ts'
import { copyLog, recountCopy } from '@maru/testing/log-copy.ts'
import type { Recount } from '@maru/verifier/recount.ts'
import { UsageError } from '../terminal.ts'
import { playDemonstration } from './demonstration.ts'
import { refuseUnfinished } from './open.ts'

const now = Date.parse('2026-10-01T05:00:00Z')

describe('the demonstration', () => {
  let folder: string
  let recounted: Recount
  const progress: (readonly [number, number])[] = []

  /** All rows of a list, of the state that the log alone gives. */
  const list = (service: string, query: string, input: object = {}): { readonly [field: string]: any }[] => {
    const found = services.find(({ name }) => name === service)!
    const { state, figures } = recounted
    const parsed = found.queries[query]!.input.parse(input)
    return Object.values(runQuery(found, state, figures, query, parsed) as object)[0]
  }
  const valuesOf = (rows: readonly { readonly [field: string]: any }[], field: string) =>
    new Set(rows.map((row) => row[field]))
  const has = (found: ReadonlySet<unknown>, wanted: readonly unknown[]) =>
    assert.deepEqual(
      wanted.filter((value) => !found.has(value)),
      [],
    )

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'maru-demonstration-'))
    await playDemonstration({ folder, now, onProgress: (...step) => void progress.push(step) })
    recounted = await recountCopy(await copyLog(folder))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  test('is recounted from its log, which ends now and began half a year ago', () => {
    const { figures } = recounted
    assert.ok(figures.time <= now && figures.time > now - dayMs)
    const first = list('answers', 'duties', { limit: 100 }).at(-1)!
    assert.ok(first['aroseAt'] < now - 150 * dayMs)
  })

  test('tells how far it is, to the end', () => {
    const [done, total] = progress.at(-1)!
    assert.equal(done, total)
    assert.equal(progress.length, total)
  })

  test('has proposals in every state, and of many fields and districts', () => {
    const proposals = list('proposals', 'proposals', { limit: 100 })
    assert.ok(proposals.length >= 40, `${proposals.length} proposals`)
    has(valuesOf(proposals, 'state'), ['open', 'needs-assignment', 'debate', 'closed', 'withdrawn'])
    assert.ok(valuesOf(proposals, 'field').size >= 12)
    assert.ok(valuesOf(proposals, 'district').size >= 6)
    const fresh = proposals.filter(({ state, closes }) => state === 'open' && closes > now)
    assert.ok(
      fresh.some(({ supports }) => supports === 48),
      'one needs two supports more',
    )
    assert.ok(proposals.some(({ joined }) => joined >= 3))
    assert.ok(proposals.some(({ joinedTo }) => joinedTo !== undefined))
    assert.ok(proposals.some(({ erasedAt }) => erasedAt !== undefined))
  })

  test('has answers owed and given in every state, with an interim answer to an overdue one', () => {
    const duties = list('answers', 'duties', { limit: 100 })
    has(valuesOf(duties, 'state'), [
      'waiting-for-department',
      'assigned',
      'due-soon',
      'overdue',
      'answered',
      'answered-late',
    ])
    has(valuesOf(duties, 'by'), ['department', 'mayor'])
    const decisions = new Set(duties.map(({ answer }) => answer?.decision))
    has(decisions, ['adopted', 'partly-adopted', 'not-adopted', 'referred'])
    const late = duties.filter(({ state }) => state === 'overdue')
    assert.ok(late.some(({ expected }) => expected !== undefined))
  })

  test('has debates of every origin, open and closed, with opinions on every side', () => {
    const debates = list('debates', 'debates', { limit: 100 })
    has(valuesOf(debates, 'state'), ['open', 'closed'])
    has(valuesOf(debates, 'openedBy'), ['supports', 'panel', 'city'])
    for (const side of ['for', 'against', 'other']) assert.ok(debates.some((debate) => debate[side] > 0))
    const [hidden, ...others] = debates.filter(({ members }) => members !== undefined)
    assert.deepEqual(others, [], 'one without names is tried out')
    assert.deepEqual([hidden?.['state'], hidden?.['shownFrom'], hidden?.['for']], ['open', 3, null])
  })

  test('has policies that wait, are under way, carried out and dropped, and milestones of every kind', () => {
    const policies = list('policies', 'policies', { limit: 100 })
    has(valuesOf(policies, 'state'), ['waiting-for-department', 'underway', 'carried-out', 'dropped'])
    const milestones = policies.flatMap(({ policy }) => list('policies', 'milestones', { policy }))
    has(valuesOf(milestones, 'state'), ['planned', 'done', 'dropped'])
    const late = milestones.filter(({ overdueAt }) => overdueAt !== undefined)
    assert.ok(late.some(({ overdue }) => overdue))
    for (const { due, overdueAt } of late) assert.ok(overdueAt - due < 3_600_000, 'timers ran at their times')
    assert.ok(policies.some(({ evidence }) => evidence > 0))
  })

  test('has polls of the city and of residents, of every kind of question, over, open and to come', () => {
    const polls = list('polls', 'polls', { limit: 100 })
    has(valuesOf(polls, 'state'), ['announced', 'open', 'closed'])
    has(valuesOf(polls, 'asker'), ['city', 'residents'])
    const kinds = polls.flatMap(({ questions }) => questions.map(({ kind }: { kind: string }) => kind))
    has(new Set(kinds), ['single', 'multiple', 'score', 'ranked'])
    assert.ok(polls.some(({ place }) => place !== null))
    assert.ok(polls.some(({ changes }) => changes > 0))
    const hidden = polls.find(({ secrecy }) => secrecy === 'anonymous')
    assert.equal(hidden?.['eligible'], 24, 'those who can vote without a name')
  })

  test('has comments on every side with replies and marks, and cases in every state that people bring about', () => {
    const proposals = list('proposals', 'proposals', { limit: 100 })
    const comments = proposals.flatMap(({ proposal: number }) =>
      list('comments', 'comments', { service: 'proposals', number }),
    )
    has(valuesOf(comments, 'side'), ['for', 'against', 'none'])
    assert.ok(comments.some(({ helpful }) => helpful > 10))
    assert.ok(comments.some(({ replies }) => replies > 0))
    const cases = list('moderation', 'cases', { limit: 100 })
    has(valuesOf(cases, 'state'), ['upheld', 'restored', 'dismissed', 'hidden', 'reported', 'appealed'])
    has(valuesOf(cases, 'service'), ['comments', 'proposals'])
  })
})

test('a folder whose demonstration was interrupted is refused with what to do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-demonstration-'))
  try {
    assert.doesNotThrow(() => refuseUnfinished(folder))
    await writeFile(join(folder, 'demonstration-unfinished'), '')
    assert.throws(() => refuseUnfinished(folder), UsageError)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
