/** Polls without script: what is asked, how many voted, and the tally once it is shown. Voting takes the app. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { holdOf } from '@maru/services/moderation/reads.ts'
import { isOver } from '@maru/services/polls/change-state.ts'
import type { PollWords } from '@maru/services/polls/content.ts'
import type { Poll } from '@maru/services/polls/state.ts'
import { html, type Html } from '../html.ts'
import { layout } from './layout.ts'
import { dutyPart } from './proposal-answers.ts'
import type { ListedPage } from './read-list.ts'
import { linkTo, type Reader } from './reader.ts'
import { shownLine, shownText } from './shown-text.ts'
import { badge } from './standing.ts'
import { readAnswers, readPolls } from './tables.ts'
import { fill } from './texts.ts'
import { clock, number, wordOf } from './words.ts'

const sorts = ['newest', 'closing-soon', 'most-voted', 'just-closed'] as const

export interface PollsQuery {
  readonly sort?: string
  readonly q?: string
}

/** In one of the orders of the read model, or by words. */
export const pollsPage = (reader: Reader, { sort, q }: PollsQuery, page: ListedPage): string => {
  const { texts } = reader
  const { numbers, next, isOrdered } = page
  const { polls } = readPolls(reader.view)
  const chosen = sort ?? (q ? undefined : 'newest')
  const order = (each: (typeof sorts)[number]): Html =>
    html`<li><a href="${linkTo(reader, '/polls', { sort: each, q })}"${each === chosen && html` aria-current="true"`}>${texts[`polls-${each}`]}</a></li>`
  const line = (poll: number): Html | undefined => {
    const row = polls.get([poll])
    return (
      row &&
      html`<li>
<a class="title" href="${linkTo(reader, `/polls/${poll}`)}">${shownLine(reader, row.content)}</a>
<p class="soft">${standing(reader, row)} · ${turnout(reader, poll, row)}</p></li>`
    )
  }
  const main = html`<h1>${texts.polls}</h1>
${!isOrdered && html`<p>${texts.listsNotReady}</p>`}
<form role="search" method="get" action="/polls"><input type="hidden" name="lang" value="${reader.language}"><label>${texts.pollWords} <input type="search" name="q" maxlength="200" value="${q ?? ''}"></label> <button>${texts.find}</button></form>
<nav aria-label="${texts.sortBy}"><ul>${sorts.map(order)}</ul></nav>
${numbers.length === 0 ? html`<p>${texts.noPolls}</p>` : html`<ul class="plain">${numbers.map(line)}</ul>`}
${next !== undefined && html`<p class="links"><a href="${linkTo(reader, '/polls', { sort, q, cursor: next })}">${texts.next}</a></p>`}`
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
<p>${turnout(reader, poll, row)}</p>
${row.endedEarly && html`<p>${texts.endedFor}: ${wordOf(reader, 'polls', row.endedEarly.reason)}</p>`}
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

/** How many voted, of how many who could when it opened. */
const turnout = (reader: Reader, poll: number, { eligible }: Poll): string => {
  const count = number(votersOf(reader, poll))
  return eligible === undefined
    ? fill(reader.texts.pollVoters, { count })
    : fill(reader.texts.pollTurnout, { count, eligible: number(eligible) })
}

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
