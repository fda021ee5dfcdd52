/** What became of an adopted proposal: plan, promised steps, evidence, and its end. */
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import type { Milestone, Policy } from '@maru/services/policies/state.ts'
import { isOverdue } from '@maru/services/policies/milestones.ts'
import { html, type Html } from '../html.ts'
import type { Reader } from './reader.ts'
import { fieldOf, shownLine, shownText } from './shown-text.ts'
import { badge } from './standing.ts'
import { readPolicies } from './tables.ts'
import { fill } from './texts.ts'
import { clock, day, daysOver, daysUntil, nameOf, number, wordOf } from './words.ts'

/** Nothing where there is no policy. */
export const policySection = (reader: Reader, proposal: number): Html | undefined => {
  const { origins, policies } = readPolicies(reader.view)
  const rows = origins.list({ prefix: ['proposal', proposal], reverse: true, limit: 10 })
  if (rows.length === 0) return undefined
  return html`<section aria-labelledby="policy"><h2 id="policy">${reader.texts.policyHeading}</h2>
${rows.map(([[, , policy]]) => {
  const row = policies.get([policy])
  return row && policyPart(reader, policy, row)
})}</section>`
}

const policyPart = (reader: Reader, policy: number, row: Policy): Html => {
  const { texts } = reader
  const tone = row.state === 'carried-out' ? 'good' : row.state === 'dropped' ? 'late' : 'plain'
  return html`<h3>${row.content ? shownLine(reader, row.content) : `${texts.policyHeading} ${policy}`} ${badge(wordOf(reader, 'policies', row.state), tone)}</h3>
<p class="soft">${texts.department}: ${row.department === null ? texts.noDepartment : nameOf(reader, 'departments', row.department)}${
    row.budgetWon !== undefined && ` · ${texts.budget}: ${fill(texts.won, { won: number(row.budgetWon) })}`
  }</p>
${row.content && shownText(reader, row.content, 'body')}
${milestoneList(reader, policy, row)}
${evidenceList(reader, policy)}
${
  row.endContent &&
  html`<p><strong>${wordOf(reader, 'policies', row.state)}</strong> · ${row.endedAt !== undefined && clock(row.endedAt)}</p>
${shownText(reader, row.endContent, 'body')}`
}`
}

const milestoneList = (reader: Reader, policy: number, row: Policy): Html | undefined => {
  const rows = readPolicies(reader.view).milestones.list({ prefix: [policy], limit: 100 })
  if (rows.length === 0) return undefined
  return html`<h4>${reader.texts.milestones}</h4>
<ol class="plain">${rows.map(([, milestone]) => milestoneLine(reader, row, milestone))}</ol>`
}

const milestoneLine = (reader: Reader, policy: Policy, milestone: Milestone): Html => {
  const { texts, now } = reader
  const { state, due, firstDue, daysLate, endContent, content } = milestone
  const isLate = isOverdue(policy, milestone, now)
  const word = isLate ? wordOf(reader, 'answers', 'overdue') : wordOf(reader, 'policies', state)
  const tone = isLate ? 'late' : state === 'done' ? 'good' : 'plain'
  const rest =
    state === 'planned' &&
    policy.endedAt === undefined &&
    (isLate ? daysOver(reader, due) : daysUntil(reader, due))
  return html`<li>${shownLine(reader, content)} ${badge(word, tone)}
<p class="soft">${texts.due} ${day(due)}${due !== firstDue && html` (${fillDay(texts.promisedFirst, day(firstDue))})`}${rest && ` · ${rest}`}${
    daysLate !== undefined && ` · ${daysLate > 0 ? fill(texts.daysLate, { days: daysLate }) : texts.inTime}`
  }</p>
${shownText(reader, content, 'body')}${endContent && shownText(reader, endContent, 'body')}</li>`
}

const fillDay = (text: string, date: Html): Html => {
  const [before = '', after = ''] = text.split('{date}')
  return html`${before}${date}${after}`
}

const evidenceList = (reader: Reader, policy: number): Html | undefined => {
  const { history } = readPolicies(reader.view)
  const shown = history
    .list({ prefix: [policy], limit: 1000 })
    .filter(([, { event }]) => event === 'evidence-added')
  if (shown.length === 0) return undefined
  return html`<h4>${reader.texts.evidence}</h4>
<ul class="plain">${shown.map(([, { at, data }]) => {
    const content = hexToBytes(String(data['content']))
    const link = fieldOf(reader, content, 'link')
    return html`<li><p class="soft">${clock(at)}</p>${shownText(reader, content, 'body')}
${link !== undefined && html`<p class="links"><a href="${link}" rel="noopener nofollow">${reader.texts.evidenceLink}</a></p>`}</li>`
  })}</ul>`
}
