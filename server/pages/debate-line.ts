/** A debate in a list, and its tally. */
import { sides, type Debate } from '@maru/services/debates/state.ts'
import { shownTally } from '@maru/services/debates/tally.ts'
import { html, type Html } from '../html.ts'
import { linkTo, type Reader } from './reader.ts'
import { shownLine } from './shown-text.ts'
import { badge } from './standing.ts'
import { readDebates, readProposals } from './tables.ts'
import { fill } from './texts.ts'
import { day, daysUntil, number, wordOf } from './words.ts'

export const debateLines = (reader: Reader, numbers: readonly number[]): Html => {
  const { debates } = readDebates(reader.view)
  return html`<ul class="plain">${numbers.map((debate) => {
    const row = debates.get([debate])
    return row && debateLine(reader, debate, row)
  })}</ul>`
}

const debateLine = (reader: Reader, debate: number, row: Debate): Html => html`<li>
<a class="title" href="${linkTo(reader, `/debates/${debate}`)}">${debateTitle(reader, row)}</a>
<span class="badges">${badge(wordOf(reader, 'debates', row.openedBy))}</span>
<p class="soft">${tallyWords(reader, debate, row)} · ${debateEnd(reader, row)}</p></li>`

/** The proposal's, or the city's question. */
export const debateTitle = (reader: Reader, { proposal, content }: Debate): Html => {
  const about = readProposals(reader.view).proposals.get([proposal])?.content ?? content
  return about ? shownLine(reader, about) : html`${proposal}`
}

export const debateEnd = (reader: Reader, { state, closes }: Debate): Html =>
  html`${reader.texts.closes} ${day(closes)}${state === 'open' && html` · ${daysUntil(reader, closes)}`}`

const tallyWords = (reader: Reader, debate: number, row: Debate): string => {
  const tally = shownTally(row, readDebates(reader.view).tallies.get([debate]))
  if (tally.for === null) return participantsWords(reader, tally.participants)
  return sides.map((side) => `${wordOf(reader, 'debates', side)} ${number(tally[side] ?? 0)}`).join(' · ')
}

const participantsWords = ({ texts }: Reader, participants: number): string =>
  `${texts.participants} ${fill(texts.opinionCount, { count: number(participants) })}`

/** Each side with its number; the bar beside it only repeats that. D16: no sides while few have taken one. */
export const tallyTable = (reader: Reader, debate: number, row: Debate): Html => {
  const { texts } = reader
  const tally = shownTally(row, readDebates(reader.view).tallies.get([debate]))
  const { participants } = tally
  const words = participantsWords(reader, participants)
  if (tally.for === null)
    return html`<p>${words}. ${fill(texts.debateFewer, { count: number(row.shownFrom ?? 0) })}</p>`
  return html`<table><caption>${texts.tally} (${words})</caption>
<tbody>${sides.map((side) => {
    const count = tally[side] ?? 0
    return html`<tr><th scope="row">${wordOf(reader, 'debates', side)}</th><td class="number">${number(count)}</td>
<td class="wide"><meter min="0" max="${Math.max(1, participants)}" value="${count}" aria-hidden="true"></meter></td></tr>`
  })}</tbody></table>
<p class="soft">${texts.lastCounts}</p>`
}
