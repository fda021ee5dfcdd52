/** What happened to a proposal, in order, each with its moment as the ledger has it. */
import type { Proposal } from '@maru/services/proposals/state.ts'
import { thresholds } from '@maru/services/proposals/state.ts'
import { html, type Html } from '../html.ts'
import { owerOf } from './duty-line.ts'
import type { Reader } from './reader.ts'
import { dutiesOf } from './standing.ts'
import { readAnswers, readDebates, readPolicies, readProposals } from './tables.ts'
import { clock, eventOf, thresholdName, wordOf } from './words.ts'

interface Moment {
  readonly at: number
  readonly words: string
}

export const historySection = (reader: Reader, proposal: number, row: Proposal): Html => {
  const moments = [
    ...ownMoments(reader, proposal, row),
    ...dutyMoments(reader, proposal),
    ...debateMoments(reader, proposal),
    ...policyMoments(reader, proposal),
  ].sort((a, b) => a.at - b.at)
  return html`<section aria-labelledby="history"><h2 id="history">${reader.texts.history}</h2>
<ol class="moments">${moments.map(({ at, words }) => html`<li>${clock(at)} ${words}</li>`)}</ol></section>`
}

const ownMoments = (reader: Reader, proposal: number, row: Proposal): readonly Moment[] => {
  const { openedAt, editedAt, erasedAt, closes, state, reached } = row
  const event = (name: string): string => eventOf(reader, 'proposals', name)
  const dated: readonly (readonly [number | undefined, string])[] = [
    [openedAt, event('proposal-opened')],
    [editedAt, event('proposal-edited')],
    [erasedAt, event('text-erased')],
    [state === 'closed' ? closes : undefined, event('proposal-closed')],
    ...thresholds.map(
      (name) => [reached[name], `${event('threshold-crossed')}: ${thresholdName(reader, name)}`] as const,
    ),
    ...readProposals(reader.view)
      .joins.list({ prefix: [proposal], limit: 100 })
      .map(([, { act, at }]) => [at, event(act === 'joined' ? 'proposal-joined' : 'join-left')] as const),
  ]
  return dated.flatMap(([at, words]) => (at === undefined ? [] : [{ at, words }]))
}

const dutyMoments = (reader: Reader, proposal: number): readonly Moment[] => {
  const { interims, wordings } = readAnswers(reader.view)
  return dutiesOf(reader, proposal).flatMap((duty) => {
    const told = (at: number, event: string): Moment => ({
      at,
      words: `${eventOf(reader, 'answers', event)}: ${owerOf(reader, duty)}`,
    })
    const isLate = reader.now >= duty.due && (!duty.answer || duty.answer.daysLate > 0)
    const said = wordings.list({ prefix: [duty.duty], limit: 20 })
    return [
      {
        at: duty.aroseAt,
        words: `${eventOf(reader, 'answers', 'duty-arose')}: ${wordOf(reader, 'answers', duty.by)}`,
      },
      ...(isLate ? [told(duty.due, 'overdue')] : []),
      ...interims.list({ prefix: [duty.duty], limit: 20 }).map(([, { at }]) => told(at, 'interim-answered')),
      ...said.map(([, { at }], index) => told(at, index === 0 ? 'answered' : 'answer-corrected')),
    ]
  })
}

const debateMoments = (reader: Reader, proposal: number): readonly Moment[] => {
  const { debateOf, debates, decisions } = readDebates(reader.view)
  const event = (name: string): string => eventOf(reader, 'debates', name)
  const found = debateOf.get([proposal])
  const debate = found && debates.get([found.debate])
  const decided = decisions.list({ prefix: [proposal], limit: 20 }).map(([, { at, decision }]) => ({
    at,
    words: `${event('panel-decided')}: ${wordOf(reader, 'debates', decision)}`,
  }))
  if (!debate) return decided
  const { opens, closes, mayorAt, state } = debate
  return [
    ...decided,
    { at: opens, words: event('debate-opened') },
    ...(mayorAt === undefined ? [] : [{ at: mayorAt, words: event('participants-reached') }]),
    ...(state === 'closed' ? [{ at: closes, words: event('debate-closed') }] : []),
  ]
}

const policyMoments = (reader: Reader, proposal: number): readonly Moment[] => {
  const { origins, history } = readPolicies(reader.view)
  return origins
    .list({ prefix: ['proposal', proposal], limit: 10 })
    .flatMap(([[, , policy]]) =>
      history
        .list({ prefix: [policy], limit: 200 })
        .map(([, { at, event }]) => ({ at, words: eventOf(reader, 'policies', event) })),
    )
}
