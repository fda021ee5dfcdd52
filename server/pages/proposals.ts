/** All proposals, in one of the orders of the read model. */
import { html, type Html } from '../html.ts'
import { layout } from './layout.ts'
import { proposalLines } from './proposal-line.ts'
import type { ListedPage } from './read-list.ts'
import { linkTo, type Reader } from './reader.ts'
import { nameOf } from './words.ts'

const sorts = ['newest', 'most-supported', 'rising', 'closing-soon', 'answered', 'overdue'] as const

export interface ProposalsQuery {
  readonly sort?: string
  readonly field?: string
}

export const proposalsPage = (
  reader: Reader,
  { sort = 'newest', field }: ProposalsQuery,
  page: ListedPage,
): string => {
  const { texts } = reader
  const { numbers, next, isOrdered } = page
  const order = (each: (typeof sorts)[number]): Html =>
    html`<li><a href="${linkTo(reader, '/proposals', { sort: each, field })}"${each === sort && html` aria-current="true"`}>${texts[`sort-${each}`]}</a></li>`
  const main = html`<h1>${texts.proposals}</h1>
${!isOrdered && html`<p>${texts.listsNotReady}</p>`}
<nav aria-label="${texts.sortBy}"><ul>${sorts.map(order)}</ul></nav>
${field !== undefined && html`<p>${texts.onlyField}: ${nameOf(reader, 'fields', field)} · <a href="${linkTo(reader, '/proposals', { sort })}">${texts.everything}</a></p>`}
${numbers.length === 0 ? html`<p>${texts.nothingHere}</p>` : proposalLines(reader, numbers)}
${next !== undefined && html`<p class="links"><a href="${linkTo(reader, '/proposals', { sort, field, cursor: next })}">${texts.next}</a></p>`}`
  return layout(reader, { path: '/proposals', title: texts.proposals, main })
}
