/** Polls without script: what is asked, how many voted, and the tally once it is shown. Voting takes the app. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { holdOf } from '@maru/services/moderation/reads.ts'
import { isOver } from '@maru/services/polls/change-state.ts'
import type { PollWords } from '@maru/services/polls/content.ts'
import type { Poll } from '@maru/services/polls/state.ts'
import { html, type Html } from '../html.ts'
import { layout } from './layout.ts'
import { dutyPart } from './proposal-answers.ts'
import { linkTo, type Reader } from './reader.ts'
import { shownLine, shownText } from './shown-text.ts'
import { badge } from './standing.ts'
import { readAnswers, readPolls } from './tables.ts'
import { fill } from './texts.ts'
import { clock, number, wordOf } from './words.ts'

const pollsPerPage = 20

/** Newest first; `after` is the last poll of the page before. */
export const pollsPage = (reader: Reader, after?: number): string => {
  const { texts } = reader
  const page = readPolls(reader.view).polls.list({
    reverse: true,
    limit: pollsPerPage,
    ...(after !== undefined && { after: [after] }),
  })
  const last = page.length === pollsPerPage ? page.at(-1)?.[0][0] : undefined
  const main = html`<h1>${texts.polls}</h1>
${page.length === 0 && html`<p>${texts.noPolls}</p>`}
<ul class="plain">${page.map(
    ([[poll], row]) => html`<li>
<a class="title" href="${linkTo(reader, `/polls/${poll}`)}">${shownLine(reader, row.content)}</a>
<p class="soft">${standing(reader, row)} · ${turnout(reader, poll)}</p></li>`,
  )}</ul>
${last !== undefined && html`<p class="links"><a href="${linkTo(reader, '/polls', { after: last })}">${texts.next}</a></p>`}`
  return layout(reader, { path: '/polls', title: texts.polls, main })
}

/** Undefined when there is no such poll. */
export const pollPage = (reader: Reader, poll: number): string | undefined => {
  const row = readPolls(reader.view).polls.get([poll])
  if (!row) return undefined
  const { texts } = reader
  const main = html`<article><h1>${shownLine(reader, row.content)}</h1>
<p>${badge(wordOf(reader, 'polls', row.asker))} ${badge(wordOf(reader, 'polls', row.secrecy))} ${standing(reader, row)}</p>
${shownText(reader, row.content, 'body')}
<p>${turnout(reader, poll)}</p>
${tallies(reader, poll, row)}
${followUp(reader, poll)}
<p class="soft">${texts.pollsNeedTheApp}</p></article>`
  return layout(reader, { path: `/polls/${poll}`, title: `${texts.poll} ${poll}`, main })
}

const standing = (reader: Reader, row: Poll): Html => {
  const state = row.state === 'open' && isOver(row, reader.now) ? 'closed' : row.state
  return html`${badge(wordOf(reader, 'polls', state))} ${reader.texts.closes} ${clock(row.endedEarly?.at ?? row.closes)}`
}

const votersOf = ({ view }: Reader, poll: number): number => readPolls(view).turnouts.get([poll])?.voters ?? 0

const turnout = (reader: Reader, poll: number): string =>
  fill(reader.texts.pollVoters, { count: number(votersOf(reader, poll)) })

/** B13: nothing below the number of voters from which the poll shows it. */
const tallies = (reader: Reader, poll: number, row: Poll): Html => {
  const { texts } = reader
  if (votersOf(reader, poll) < row.shownFrom)
    return html`<p>${fill(texts.pollFewer, { count: number(row.shownFrom) })}</p>`
  const words = wordsOf(reader, row)
  const { tallies: counted } = readPolls(reader.view)
  return html`${row.questions.map((question, index) => {
    const tally = counted.get([poll, index + 1])
    const asked = words?.questions[index]
    const most = Math.max(1, ...(tally?.counts ?? []))
    return html`<table><caption>${asked?.question ?? index + 1} (${wordOf(reader, 'polls', question.kind)}, ${fill(texts.opinionCount, { count: number(tally?.answered ?? 0) })})</caption>
<tbody>${(tally?.counts ?? []).map(
      (
        count,
        at,
      ) => html`<tr><th scope="row">${asked?.options[at] ?? at + 1}</th><td class="number">${number(count)}</td>
<td class="wide"><meter min="0" max="${most}" value="${count}" aria-hidden="true"></meter></td></tr>`,
    )}</tbody></table>`
  })}`
}

/** What the city owes those who voted, and what it said. */
const followUp = (reader: Reader, poll: number): readonly Html[] => {
  const { owed, duties } = readAnswers(reader.view)
  return owed.list({ prefix: ['poll', poll], limit: 10 }).flatMap(([, { duty }]) => {
    const row = duties.get([duty])
    return row ? [html`<h2>${reader.texts.followUp}</h2>`, dutyPart(reader, { duty, ...row })] : []
  })
}

const wordsOf = ({ context, view }: Reader, { content }: Poll): PollWords | undefined => {
  const id = bytesToHex(content)
  return holdOf(view, id) ? undefined : (context.content.get(id)?.content as PollWords | undefined)
}
