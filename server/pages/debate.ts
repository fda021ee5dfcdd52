/** One debate with its opinions, newest first. */
import { html, type Html } from '../html.ts'
import { debateEnd, debateTitle, tallyTable } from './debate-line.ts'
import { layout } from './layout.ts'
import { dutyPart } from './proposal-answers.ts'
import { linkTo, type Reader } from './reader.ts'
import { shownText } from './shown-text.ts'
import { badge } from './standing.ts'
import { readAnswers, readDebates } from './tables.ts'
import { clock, wordOf } from './words.ts'

const opinionsPerPage = 50

/** Undefined when there is no such debate. `after` is the last opinion of the page before. */
export const debatePage = (reader: Reader, debate: number, after?: number): string | undefined => {
  const { debates, opinionsOf } = readDebates(reader.view)
  const row = debates.get([debate])
  if (!row) return undefined
  const { texts } = reader
  const path = `/debates/${debate}`
  const page = opinionsOf.list({
    prefix: [debate],
    reverse: true,
    limit: opinionsPerPage,
    ...(after !== undefined && { after: [debate, after] }),
  })
  const last = page.length === opinionsPerPage ? page.at(-1)?.[0][1] : undefined
  const main = html`<article><h1>${debateTitle(reader, row)}</h1>
<p>${badge(wordOf(reader, 'debates', row.openedBy))} ${badge(wordOf(reader, 'debates', row.state))} ${debateEnd(reader, row)}</p>
${
  row.proposal === 0
    ? row.content && html`<h2>${texts.cityAsks}</h2>${shownText(reader, row.content, 'body')}`
    : html`<p class="links"><a href="${linkTo(reader, `/proposals/${row.proposal}`)}">${texts.debateOf}</a></p>`
}
${tallyTable(reader, debate, row)}
${cityDuty(reader, debate)}
${
  row.members
    ? html`<p class="soft">${texts.debateWithoutNames}</p>`
    : html`<h2>${texts.opinionsOf}</h2>
<ul class="plain">${page.map(([[, opinion]]) => opinionLine(reader, opinion))}</ul>`
}
${last !== undefined && html`<p class="links"><a href="${linkTo(reader, path, { after: last })}">${texts.next}</a></p>`}
</article>`
  return layout(reader, { path, title: `${texts.debateHeading} ${debate}`, main })
}

/** What the mayor owes to a question of the city's own. */
const cityDuty = (reader: Reader, debate: number): Html | undefined => {
  const { owed, duties } = readAnswers(reader.view)
  const duty = owed.get(['debate', debate, 'mayor'])?.duty
  const row = duty === undefined ? undefined : duties.get([duty])
  return row && duty !== undefined ? dutyPart(reader, { duty, ...row }) : undefined
}

const opinionLine = (reader: Reader, opinion: number): Html | undefined => {
  const { opinions, latest } = readDebates(reader.view)
  const row = opinions.get([opinion])
  if (!row) return undefined
  const counts = latest.get([row.debate, row.author])?.opinion === opinion
  return html`<li id="opinion-${opinion}"><p>${badge(wordOf(reader, 'debates', row.side))} <span class="soft">${clock(row.at)}${!counts && html` · ${reader.texts.replaced}`}</span></p>
${shownText(reader, row.content, 'body')}</li>`
}
