/** One proposal from its first words to what became of it. */
import type { Proposal } from '@maru/services/proposals/state.ts'
import { html, type Html } from '../html.ts'
import { layout } from './layout.ts'
import { commentSection } from './proposal-comments.ts'
import { answerSection } from './proposal-answers.ts'
import { debateSection } from './proposal-debate.ts'
import { historySection } from './proposal-history.ts'
import { policySection } from './proposal-policy.ts'
import { nextThreshold, proposalLines, titleOf } from './proposal-line.ts'
import { linkTo, type Reader } from './reader.ts'
import { fieldOf, shownText } from './shown-text.ts'
import { standing } from './standing.ts'
import { readProposals } from './tables.ts'
import { fill } from './texts.ts'
import { clock, day, daysUntil, nameOf, number, thresholdName } from './words.ts'

/** Undefined when there is no such proposal. */
export const proposalPage = (reader: Reader, proposal: number): string | undefined => {
  const row = readProposals(reader.view).proposals.get([proposal])
  if (!row) return undefined
  const { texts } = reader
  const main = html`<article>
<h1>${titleOf(reader, row)}</h1>
${standing(reader, proposal, row)}
${about(reader, proposal, row)}
${shownText(reader, row.content, 'body')}
${supportSection(reader, proposal, row)}
${answerSection(reader, proposal)}
${debateSection(reader, proposal)}
${policySection(reader, proposal)}
${commentSection(reader, proposal)}
${historySection(reader, proposal, row)}
</article>`
  const title = fieldOf(reader, row.content, 'title') ?? `${texts.proposals} ${proposal}`
  return layout(reader, { path: `/proposals/${proposal}`, title, main })
}

const about = (reader: Reader, proposal: number, row: Proposal): Html => {
  const { texts } = reader
  const { field, district, openedAt } = row
  return html`<p class="soft">${texts.number} ${proposal} · <a href="${linkTo(reader, '/proposals', { field })}">${nameOf(reader, 'fields', field)}</a> ·
${district === null ? texts.wholeCity : nameOf(reader, 'districts', district)} · ${texts.opened} ${clock(openedAt)}</p>`
}

const supportSection = (reader: Reader, proposal: number, row: Proposal): Html => {
  const { texts } = reader
  const next = nextThreshold(reader, row)
  const isCollecting = row.state === 'open' && next !== undefined && row.closes !== undefined
  return html`<section aria-labelledby="supports"><h2 id="supports">${texts.supportHeading} ${number(row.supports)}</h2>
${next && progress(reader, row.supports, next)}
${row.state === 'debate' && !next && html`<p>${texts.allReached}</p>`}
${isCollecting && html`<p>${texts.closes} ${day(row.closes ?? 0)} · ${daysUntil(reader, row.closes ?? 0)}</p>`}
${joinedNote(reader, proposal, row)}</section>`
}

type Next = NonNullable<ReturnType<typeof nextThreshold>>

const progress = (reader: Reader, supports: number, next: Next): Html => {
  const left = fill(reader.texts.toNext, {
    threshold: thresholdName(reader, next.threshold),
    count: number(next.supports - supports),
  })
  return html`<p><label for="progress">${number(supports)} / ${number(next.supports)} · ${left}</label>
<progress id="progress" max="${next.supports}" value="${supports}"></progress></p>`
}

/** Into which it was joined and why, or which were joined into it. */
const joinedNote = (reader: Reader, proposal: number, row: Proposal): Html | undefined => {
  const { texts, view } = reader
  const { joined, joins } = readProposals(view)
  if (row.joinedTo !== undefined) {
    const [last] = joins.list({ prefix: [proposal], reverse: true, limit: 1 })
    return html`<p>${texts.joinedInto} ${texts.supportsStay}</p>${last && shownText(reader, last[1].content, 'body')}
<h3>${texts.leadProposal}</h3>${proposalLines(reader, [row.joinedTo])}`
  }
  const here = joined.list({ prefix: [proposal], limit: 100 }).map(([[, number]]) => number)
  return here.length === 0
    ? undefined
    : html`<h3>${texts.joinedHere}</h3><p>${texts.supportsStay}</p>${proposalLines(reader, here)}`
}
