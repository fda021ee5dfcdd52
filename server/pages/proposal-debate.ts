/** The debate on a proposal, and what the panel decided about holding one. */
import { html, type Html } from '../html.ts'
import { debateEnd, tallyTable } from './debate-line.ts'
import { linkTo, type Reader } from './reader.ts'
import { shownText } from './shown-text.ts'
import { badge } from './standing.ts'
import { readDebates } from './tables.ts'
import { clock, wordOf } from './words.ts'

/** Nothing where neither a debate nor a decision on one is. */
export const debateSection = (reader: Reader, proposal: number): Html | undefined => {
  const { texts, view } = reader
  const { debateOf, debates, decisions } = readDebates(view)
  const debate = debateOf.get([proposal])?.debate
  const row = debate === undefined ? undefined : debates.get([debate])
  const decided = decisions.list({ prefix: [proposal], reverse: true, limit: 10 })
  if (!row && decided.length === 0) return undefined
  return html`<section aria-labelledby="debate"><h2 id="debate">${texts.debateHeading}</h2>
${decided.map(
  ([
    ,
    { decision, content, at },
  ]) => html`<p>${wordOf(reader, 'residents', 'panel')}: <strong>${wordOf(reader, 'debates', decision)}</strong> · ${clock(at)}</p>
${shownText(reader, content, 'body')}`,
)}
${
  row &&
  debate !== undefined &&
  html`<p>${badge(wordOf(reader, 'debates', row.openedBy))} ${badge(wordOf(reader, 'debates', row.state))} ${debateEnd(reader, row)}</p>
${tallyTable(reader, debate, row)}
<p class="links"><a href="${linkTo(reader, `/debates/${debate}`)}">${texts.opinionsOf}</a></p>`
}</section>`
}
