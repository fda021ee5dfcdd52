import { html, type Html } from '../html.ts'
import { debateLines } from './debate-line.ts'
import { dutyLines, dutiesIn } from './duty-line.ts'
import { cityName, layout } from './layout.ts'
import { proposalLines } from './proposal-line.ts'
import type { ListedPage } from './read-list.ts'
import { linkTo, type Reader } from './reader.ts'
import { readDebates } from './tables.ts'
import { clock, number } from './words.ts'

export interface HomeList extends ListedPage {
  /** Otherwise they are the newest. */
  readonly isRising: boolean
}

/** `origin` is the address under which the reader sees this server. */
export const homePage = (reader: Reader, list: HomeList, origin: string): string => {
  const { texts, context } = reader
  const { state, height, size, time } = context.ledger.status()
  const main = html`<h1>${cityName(reader)}</h1>
<p>${texts.tagline}</p>
<h2>${list.isRising ? texts.rising : texts.newest}</h2>
${!list.isOrdered && context.readModel && html`<p class="soft">${texts.listsNotReady}</p>`}
${list.numbers.length === 0 ? html`<p>${texts.noProposals}</p>` : proposalLines(reader, list.numbers)}
<p class="links"><a href="${linkTo(reader, '/proposals')}">${texts.allProposals}</a></p>
<h2>${texts.owed}</h2>
<p>${texts.owedSentence}</p>
${owedSummary(reader)}
<p class="links"><a href="${linkTo(reader, '/owed')}">${texts.allOwed}</a></p>
<h2>${texts.openDebates}</h2>
${openDebates(reader)}
<h2>${texts.check}</h2>
<p>${texts.checkSentence}</p>
<pre><code>npx maru verify ${origin}</code></pre>
<dl class="figures">
${figure(texts.state, texts[state])}
${figure(texts.height, number(height))}
${figure(texts.entries, number(size))}
${figure(texts.lastBlock, clock(time))}
</dl>
<p class="links"><a href="/log/checkpoint">${texts.checkpoint}</a> <a href="/log/vkey">${texts.vkey}</a></p>`
  return layout(reader, { path: '/', main })
}

const figure = (label: string, value: string | Html): Html =>
  html`<div><dt>${label}</dt><dd>${value}</dd></div>`

/** What is overdue, and what soon will be. */
const owedSummary = (reader: Reader): Html => {
  const duties = [...dutiesIn(reader, 'overdue', 3), ...dutiesIn(reader, 'due-soon', 3)]
  return duties.length === 0 ? html`<p>${reader.texts.nothingOwed}</p>` : dutyLines(reader, duties)
}

const openDebates = (reader: Reader): Html => {
  const open = readDebates(reader.view).states.list({ prefix: ['open'], reverse: true, limit: 10 })
  const numbers = open.map(([[, debate]]) => debate)
  return numbers.length === 0 ? html`<p>${reader.texts.noDebates}</p>` : debateLines(reader, numbers)
}
