// Whatever residents and officers do, in whatever order: a text is held back exactly while the last decision says so.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { bindReadTables } from '@maru/kernel/state/table.ts'
import { createMadeUpCity } from '../made-up.ts'
import { states, tables, type CaseState } from './state.ts'

const residents = ['ana', 'ben', 'cho'] as const
const moderators = ['moderator', 'other-moderator'] as const
const comments = 2

const acts = [
  'report-text',
  'hide-text',
  'dismiss-reports',
  'appeal',
  'restore-text',
  'approve-text',
] as const
const step = fc.record({
  act: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...acts, 'appeal', 'keep', 'restore', 'add-comment') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('withdraw-comment' as const, 'switch-on' as const, 'switch-off' as const),
    },
  ),
  who: fc.constantFrom(...residents, ...moderators, 'auditor'),
  comment: fc.integer({ min: 1, max: comments }),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

test('M1 to M14: what is held back, and every case, is that of a plain model', () => {
  const property = fc.property(fc.array(step, { maxLength: 120, size: 'max' }), (steps) => {
    const city = createMadeUpCity(hash)
    for (const name of residents) city.enrol(name)
    city.act({ by: 'ana', ...opening })
    const model = createModel()
    for (const [index, step] of steps.entries()) {
      const at = (index + 1) * halfDay
      const receipt = city.act({ ...toAction(city, step, index, at), at })
      assert.equal('events' in receipt, model.allows(step), JSON.stringify([step, receipt]))
      if ('events' in receipt) model.apply(step, index)
    }
    const { cases, acts, holds, states: index } = bindReadTables('moderation', tables, city.view)
    const all = cases.list({ limit: 1000 })
    assert.deepEqual(
      new Map(holds.list({ limit: 1000 }).map(([[commitment], hold]) => [commitment, hold.state])),
      model.held(),
    )
    const lastActs = new Map(acts.list({ limit: 1000 }).map(([, { case: about, act }]) => [about, act]))
    assert.deepEqual(lastActs, new Map(all.map(([[number], { state }]) => [number, state])))
    const indexed = states.flatMap((state) => index.list({ prefix: [state], limit: 1000 }))
    assert.deepEqual(
      new Map(indexed.map(([[state, number]]) => [number, state])),
      new Map(all.map(([[number], { state }]) => [number, state])),
    )
    assert.equal(indexed.length, all.length)
    // Hiding takes nothing away from the counts: only their authors do.
    const counts = city.query('comments', 'counts', { service: 'proposals', number: 1 })
    assert.deepEqual(counts, { for: 0, against: 0, none: model.live() })
  })
  fc.assert(property, { seed: 20_261_121, numRuns: 150 })
})

const hash = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest())
/** Between two steps, so that no limit of a day is reached. */
const halfDay = 43_200_000
const start = 1_767_225_600_000
const opening = {
  service: 'proposals',
  action: 'open-proposal',
  input: { field: 'parks', district: null, content: { bytes: '07'.repeat(32) } },
}
const contentOf = (index: number): Uint8Array => hash(Buffer.from(`text ${index}`))

type City = ReturnType<typeof createMadeUpCity>

const toAction = (city: City, { act, who: by, comment }: Step, index: number, at: number) => {
  const content = contentOf(index)
  const address = { service: 'comments', number: comment }
  if (act === 'switch-on' || act === 'switch-off') {
    const value = act === 'switch-on' ? 1 : 0
    const input = { service: 'moderation', name: 'preModeration', from: start + at + 1, value }
    return { by: 'mayor', service: 'parameters', action: 'change-parameter', input }
  }
  if (act === 'add-comment') {
    const input = { service: 'proposals', number: 1, side: 'none', replyTo: null, content }
    return { by, service: 'comments', action: act, input }
  }
  if (act === 'withdraw-comment') return { by, service: 'comments', action: act, input: { comment } }
  const latest = city.query('moderation', 'case-of', address) as { case: number } | undefined
  const about = { case: latest?.case ?? 1_000 }
  const inputs = {
    'report-text': { ...address, reason: 'insult' },
    'hide-text': { ...address, rule: 'insult', content },
    'approve-text': about,
    keep: { ...about, decision: 'keep', content },
    restore: { ...about, decision: 'restore', content },
  }
  const input = inputs[act as keyof typeof inputs] ?? { ...about, content }
  const action = act === 'keep' || act === 'restore' ? 'decide-appeal' : act
  return { by, service: 'moderation', action, input }
}

/** The rules once more, in the plainest words. */
const createModel = () => {
  const texts: ModelText[] = []
  let isSwitchedOn = false
  const isResident = (who: string) => residents.some((name) => name === who)
  const isModerator = (who: string) => moderators.some((name) => name === who)

  const allows = ({ act, who, comment }: Step): boolean => {
    if (act === 'switch-on' || act === 'switch-off') return true
    if (act === 'add-comment') return isResident(who)
    const text = texts[comment - 1]
    if (!text) return false
    const { author, isDestroyed, state, reporters, hiddenBy, hasAppealed } = text
    const isHidden = state === 'hidden' || state === 'appealed' || state === 'upheld'
    switch (act) {
      case 'withdraw-comment':
        return who === author && !isDestroyed
      case 'report-text':
        return isResident(who) && !isDestroyed && !isHidden && state !== 'waiting' && !reporters.has(who)
      case 'hide-text':
        return isModerator(who) && !isDestroyed && !isHidden
      case 'dismiss-reports':
        return isModerator(who) && state === 'reported'
      case 'approve-text':
        return isModerator(who) && state === 'waiting'
      case 'restore-text':
        return isModerator(who) && isHidden
      case 'appeal':
        return who === author && state === 'hidden' && !hasAppealed
      case 'keep':
      case 'restore':
        return (isModerator(who) || who === 'auditor') && state === 'appealed' && who !== hiddenBy
    }
  }

  const apply = ({ act, who, comment }: Step, index: number): void => {
    if (act === 'switch-on' || act === 'switch-off') isSwitchedOn = act === 'switch-on'
    else if (act === 'add-comment') {
      const state = isSwitchedOn ? 'waiting' : undefined
      const content = bytesToHex(contentOf(index))
      texts.push({
        author: who,
        content,
        state,
        isDestroyed: false,
        reporters: new Set(),
        hasAppealed: false,
      })
    } else {
      const text = texts[comment - 1] as ModelText
      if (act === 'withdraw-comment') text.isDestroyed = true
      else text.state = after[act]
      if (act === 'withdraw-comment') text.state = undefined
      if (act === 'report-text') text.reporters.add(who)
      if (act === 'hide-text') Object.assign(text, { hiddenBy: who, hasAppealed: false })
      if (act === 'appeal') text.hasAppealed = true
    }
  }
  return {
    allows,
    apply,
    live: () => texts.filter(({ isDestroyed }) => !isDestroyed).length,
    held: () =>
      new Map(
        texts
          .filter(({ state }) => state && !['reported', 'dismissed', 'approved', 'restored'].includes(state))
          .map(({ content, state }) => [content, state === 'waiting' ? 'waiting' : 'hidden']),
      ),
  }
}

interface ModelText {
  readonly author: string
  readonly content: string
  readonly reporters: Set<string>
  state: CaseState | undefined
  isDestroyed: boolean
  hasAppealed: boolean
  hiddenBy?: string
}

const after = {
  'report-text': 'reported',
  'hide-text': 'hidden',
  'dismiss-reports': 'dismissed',
  'approve-text': 'approved',
  'restore-text': 'restored',
  appeal: 'appealed',
  keep: 'upheld',
  restore: 'restored',
} as const
