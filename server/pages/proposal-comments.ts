/** Comments on a proposal, side by side, the most helpful first; and all of one side on a page of its own. */
import { sides, type Comment, type Side } from '@maru/services/comments/state.ts'
import { html, type Html } from '../html.ts'
import { layout } from './layout.ts'
import { titleOf } from './proposal-line.ts'
import { linkTo, type Reader } from './reader.ts'
import { shownText } from './shown-text.ts'
import { readComments, readProposals } from './tables.ts'
import { fill } from './texts.ts'
import { clock, number, wordOf } from './words.ts'

const shownOnProposal = 5
const shownOnPage = 20
const repliesMax = 20

export const commentSection = (reader: Reader, proposal: number): Html => {
  const { texts } = reader
  const counts = readComments(reader.view).counts.get(['proposals', proposal])
  const spoken = sides.filter((side) => (counts?.[side] ?? 0) > 0)
  return html`<section aria-labelledby="comments"><h2 id="comments">${texts.comments}</h2>
${spoken.length === 0 && html`<p>${texts.noComments}</p>`}
${spoken.map((side) => {
  const { numbers, next } = mostHelpful(reader, proposal, side, shownOnProposal)
  return html`<h3>${wordOf(reader, 'comments', side)} ${number(counts?.[side] ?? 0)}</h3>
${commentList(reader, numbers)}
${next !== undefined && html`<p class="links"><a href="${linkTo(reader, `/proposals/${proposal}/comments`, { side })}">${texts.allComments}</a></p>`}`
})}</section>`
}

/** Undefined when there is no such proposal. `after` is where the page before ended. */
export const commentsPage = (
  reader: Reader,
  proposal: number,
  side: Side,
  after?: string,
): string | undefined => {
  const row = readProposals(reader.view).proposals.get([proposal])
  if (!row) return undefined
  const { texts } = reader
  const path = `/proposals/${proposal}/comments`
  const { numbers, next } = mostHelpful(reader, proposal, side, shownOnPage, after)
  const title = `${texts.comments}: ${wordOf(reader, 'comments', side)}`
  const main = html`<h1>${title}</h1>
<p class="links"><a href="${linkTo(reader, `/proposals/${proposal}`)}">${titleOf(reader, row)}</a></p>
${commentList(reader, numbers)}
${next !== undefined && html`<p class="links"><a href="${linkTo(reader, path, { side, after: next })}">${texts.next}</a></p>`}`
  return layout(reader, { path, title, main })
}

const mostHelpful = (
  { view }: Reader,
  proposal: number,
  side: Side,
  limit: number,
  after?: string,
): { readonly numbers: readonly number[]; readonly next?: string } => {
  const prefix = ['proposals', proposal, side]
  const position = after?.split('.').map(Number)
  const page = {
    prefix,
    reverse: true,
    limit: limit + 1,
    ...(position && { after: [...prefix, ...position] }),
  }
  const rows = readComments(view).ranks.list(page)
  const shown = rows.slice(0, limit)
  const numbers = shown.map(([[, , , , comment]]) => comment)
  const last = rows.length > limit ? shown.at(-1)?.[0] : undefined
  return last ? { numbers, next: `${last[3]}.${last[4]}` } : { numbers }
}

const commentList = (reader: Reader, numbers: readonly number[]): Html => {
  const { comments } = readComments(reader.view)
  return html`<ul class="plain">${numbers.map((comment) => {
    const row = comments.get([comment])
    return row && commentLine(reader, comment, row)
  })}</ul>`
}

const commentLine = (reader: Reader, comment: number, row: Comment): Html => {
  const { texts, view } = reader
  const { replies, comments } = readComments(view)
  const answers = replies.list({ prefix: [comment], limit: repliesMax }).flatMap(([[, reply]]) => {
    const found = comments.get([reply])
    return found ? [commentLine(reader, reply, found)] : []
  })
  return html`<li id="comment-${comment}">
${row.withdrawnAt === undefined ? shownText(reader, row.content, 'comment') : html`<p class="soft">${texts.withdrawnComment}</p>`}
<p class="soft">${clock(row.addedAt)} · ${fill(texts.helpful, { count: number(row.helpful) })}${row.replyTo !== null && ` · ${wordOf(reader, 'comments', row.side)}`}</p>
${answers.length > 0 && html`<h4>${texts.replies}</h4><ul class="plain replies">${answers}</ul>`}</li>`
}
