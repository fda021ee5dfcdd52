/** An answer that is owed or was given, in a list: what about, by whom, until when. */
import type { Duty, DutyState } from '@maru/services/answers/state.ts'
import { html, type Html } from '../html.ts'
import { titleOf } from './proposal-line.ts'
import { linkTo, type Reader } from './reader.ts'
import { shownLine } from './shown-text.ts'
import { badge, dutyTone } from './standing.ts'
import { readAnswers, readDebates, readPolls, readProposals } from './tables.ts'
import { fill } from './texts.ts'
import { day, daysOver, daysUntil, nameOf, wordOf } from './words.ts'

export type NumberedDuty = Duty & { readonly duty: number }

/** Those that were due first come first; of what is not owed any more, the newest. */
export const dutiesIn = ({ view }: Reader, state: DutyState, limit: number): readonly NumberedDuty[] => {
  const { states, duties } = readAnswers(view)
  const isOver = state === 'answered' || state === 'answered-late'
  const rows = states.list({ prefix: [state], limit, reverse: isOver }).flatMap(([[, duty]]) => {
    const row = duties.get([duty])
    return row ? [{ duty, ...row }] : []
  })
  return isOver ? rows : rows.sort((a, b) => a.due - b.due)
}

export const dutyLines = (reader: Reader, duties: readonly NumberedDuty[]): Html =>
  html`<ul class="plain">${duties.map((duty) => dutyLine(reader, duty))}</ul>`

const dutyLine = (reader: Reader, duty: NumberedDuty): Html => html`<li>${subject(reader, duty)}
<span class="badges">${badge(wordOf(reader, 'answers', duty.state), dutyTone(duty.state))}</span>
<p class="soft">${owerOf(reader, duty)} · ${deadline(reader, duty)}</p></li>`

const subject = (reader: Reader, { proposal, debate, poll }: Duty): Html => {
  const asked = poll === undefined ? undefined : readPolls(reader.view).polls.get([poll])
  if (asked)
    return html`<a class="title" href="${linkTo(reader, `/polls/${poll}`)}">${shownLine(reader, asked.content)}</a>`
  const row = readProposals(reader.view).proposals.get([proposal])
  if (row)
    return html`<a class="title" href="${linkTo(reader, `/proposals/${proposal}`)}">${titleOf(reader, row)}</a>`
  const content = readDebates(reader.view).debates.get([debate])?.content
  return html`<a class="title" href="${linkTo(reader, `/debates/${debate}`)}">${content ? shownLine(reader, content) : debate}</a>`
}

export const owerOf = (reader: Reader, { by, department }: Duty): string =>
  by === 'mayor'
    ? reader.texts.byMayor
    : department === null
      ? reader.texts.noDepartment
      : nameOf(reader, 'departments', department)

export const deadline = (reader: Reader, { state, due, answer, expected }: Duty): Html => {
  const { texts, now } = reader
  const until = html`${texts.due} ${day(due)}`
  if (answer)
    return html`${until} · ${answer.daysLate > 0 ? fill(texts.daysLate, { days: answer.daysLate }) : texts.inTime}`
  if (state === 'lapsed') return until
  const left =
    now >= due ? html`<strong class="late">${daysOver(reader, due)}</strong>` : daysUntil(reader, due)
  const announced =
    expected !== undefined &&
    html` · ${texts.expected} ${day(expected)}${now > expected && html` (${texts.expectedPassed})`}`
  return html`${until} · ${left}${announced}`
}
