/** What the city owes, and what it owed: nothing that is late can leave this page. */
import type { DutyState } from '@maru/services/answers/state.ts'
import { html } from '../html.ts'
import { dutiesIn, dutyLines } from './duty-line.ts'
import { layout } from './layout.ts'
import type { Reader } from './reader.ts'
import { readAnswers } from './tables.ts'
import type { PageTexts } from './texts.ts'
import { number } from './words.ts'

const sections: readonly (readonly [DutyState, keyof PageTexts])[] = [
  ['overdue', 'overdueHeading'],
  ['due-soon', 'dueSoonHeading'],
  ['waiting-for-department', 'waitingHeading'],
  ['assigned', 'assignedHeading'],
  ['answered-late', 'lateHeading'],
  ['answered', 'answeredHeading'],
]

const linesMax = 100

export const owedPage = (reader: Reader): string => {
  const { texts, view } = reader
  const { counts } = readAnswers(view)
  const main = html`<h1>${texts.owed}</h1>
<p>${texts.owedSentence}</p>
${sections.map(([state, heading]) => {
  const count = (['department', 'mayor'] as const).reduce(
    (sum, by) => sum + (counts.get([by, state])?.duties ?? 0),
    0,
  )
  return html`<h2>${texts[heading]} <span class="soft">${number(count)}</span></h2>
${count === 0 ? html`<p>${texts.nothingOwed}</p>` : dutyLines(reader, dutiesIn(reader, state, linesMax))}
${count > linesMax && html`<p><a href="/api/answers/duties?state=${state}&limit=100">${texts.next}</a></p>`}`
})}`
  return layout(reader, { path: '/owed', title: texts.owed, main })
}
