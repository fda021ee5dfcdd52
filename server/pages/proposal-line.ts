/** A proposal in a list: its title as the link, where it stands, and how far its supports go. */
import { parametersAt } from '@maru/kernel/parameters.ts'
import type { Proposal } from '@maru/services/proposals/state.ts'
import { html, type Html } from '../html.ts'
import { linkTo, type Reader } from './reader.ts'
import { shownLine } from './shown-text.ts'
import { standing } from './standing.ts'
import { readProposals } from './tables.ts'
import { fill } from './texts.ts'
import { day, daysUntil, nameOf, number } from './words.ts'

export const proposalLines = (reader: Reader, numbers: readonly number[]): Html => {
  const { proposals } = readProposals(reader.view)
  return html`<ul class="plain">${numbers.map((proposal) => {
    const row = proposals.get([proposal])
    return row && proposalLine(reader, proposal, row)
  })}</ul>`
}

const proposalLine = (reader: Reader, proposal: number, row: Proposal): Html => {
  const { texts } = reader
  const place = row.district === null ? texts.wholeCity : nameOf(reader, 'districts', row.district)
  return html`<li><a class="title" href="${linkTo(reader, `/proposals/${proposal}`)}">${titleOf(reader, row)}</a>
${standing(reader, proposal, row)}
<p class="soft">${nameOf(reader, 'fields', row.field)} · ${place} · ${fill(texts.supportsNow, { count: number(row.supports) })}${nextStep(reader, row)} · ${texts.opened} ${day(row.openedAt)}</p></li>`
}

export const titleOf = (reader: Reader, { content }: Pick<Proposal, 'content'>): Html =>
  shownLine(reader, content)

const nextStep = (reader: Reader, row: Proposal): Html | undefined => {
  const next = nextThreshold(reader, row)
  if (!next) return undefined
  return html` / ${number(next.supports)}${row.closes !== undefined && row.state === 'open' && html` · ${daysUntil(reader, row.closes)}`}`
}

/** What more supports lead to; undefined where they lead nowhere, or it takes none. */
export const nextThreshold = (
  { context, view, now }: Reader,
  { state, supports, reached, joinedTo, closes, erasedAt }: Proposal,
) => {
  if (joinedTo !== undefined || erasedAt !== undefined || (state === 'open' && now >= (closes ?? Infinity)))
    return undefined
  if (state === 'withdrawn' || state === 'closed') return undefined
  const names = context.ledger.rules.serviceByName.get('proposals')?.parameters ?? {}
  const parameters = parametersAt(view, 'proposals', Object.keys(names), now)
  const all = [
    { threshold: 'assignment', supports: parameters['supportsForAssignment'] ?? 0 },
    { threshold: 'debate', supports: state === 'debate' ? 0 : (parameters['supportsForDebate'] ?? 0) },
    { threshold: 'mayor', supports: parameters['supportsForMayor'] ?? 0 },
  ] as const
  return all.find((each) => each.supports > supports && reached[each.threshold] === undefined)
}
