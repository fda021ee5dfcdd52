/** The moderation log for people: every act, its rule and its reasons, newest first. */
import { residentsReads } from '@maru/services/residents/reads.ts'
import type { Act, Case } from '@maru/services/moderation/state.ts'
import { html, type Html } from '../html.ts'
import { layout } from './layout.ts'
import { linkTo, type Reader } from './reader.ts'
import { shownText } from './shown-text.ts'
import { badge } from './standing.ts'
import { readComments, readDebates, readModeration } from './tables.ts'
import { fill } from './texts.ts'
import { clock, wordOf } from './words.ts'

const actsPerPage = 50

/** `after` is the last act of the page before. */
export const moderationPage = (reader: Reader, after?: number): string => {
  const { texts } = reader
  const { acts, cases } = readModeration(reader.view)
  const page = acts.list({
    reverse: true,
    limit: actsPerPage,
    ...(after !== undefined && { after: [after] }),
  })
  const last = page.length === actsPerPage ? page.at(-1)?.[0][0] : undefined
  const seen = new Set<number>()
  const lines = page.map(([, act]) => {
    const about = cases.get([act.case])
    // Links to a case lead to its newest act.
    const isNewest = !seen.has(act.case)
    seen.add(act.case)
    return about && actLine(reader, act, about, isNewest)
  })
  const main = html`<h1>${texts.moderationLog}</h1>
<p>${texts.moderationSentence}</p>
${page.length === 0 ? html`<p>${texts.noActs}</p>` : html`<ol class="plain" reversed>${lines}</ol>`}
${last !== undefined && html`<p class="links"><a href="${linkTo(reader, '/moderation', { after: last })}">${texts.next}</a></p>`}`
  return layout(reader, { path: '/moderation', title: texts.moderationLog, main })
}

/** Who reported is not shown, as in the API: nobody is led to them. */
const actLine = (reader: Reader, act: Act, about: Case, isNewest: boolean): Html => {
  const { texts } = reader
  const place = placeOf(reader, about)
  return html`<li${isNewest && html` id="case-${act.case}"`}>
<p>${badge(wordOf(reader, 'moderation', act.act))} ${wordOf(reader, 'moderation', about.service)}${act.rule !== undefined && ` · ${texts.rule}: ${wordOf(reader, 'moderation', act.rule)}`}</p>
${act.content && shownText(reader, act.content, act.act === 'appealed' ? 'appeal' : 'reasons')}
<p class="soft">${clock(act.at)} · ${fill(texts.caseNumber, { case: act.case })}${
    act.by !== null && act.act !== 'reported' && ` · ${actorOf(reader, act.by, about)}`
  }${place !== undefined && html` · <a href="${linkTo(reader, place)}">${texts.toText}</a>`}</p></li>`
}

const actorOf = (reader: Reader, account: string, { author }: Case): string => {
  if (account === author) return reader.texts.author
  const role = (['moderator', 'auditor'] as const).find((role) =>
    residentsReads.hasRole(reader.view, account, role),
  )
  return `${role ? wordOf(reader, 'residents', role) : reader.texts.by} ${account.slice(0, 8)}`
}

const placeOf = ({ view }: Reader, { service, number }: Case): string | undefined => {
  if (service === 'proposals' || service === 'polls') return `/${service}/${number}`
  if (service === 'comments') {
    const comment = readComments(view).comments.get([number])
    return comment && `/${comment.service}/${comment.number}`
  }
  const debate = service === 'debates' ? readDebates(view).opinions.get([number])?.debate : undefined
  return debate === undefined ? undefined : `/debates/${debate}`
}
