/** What is owed to a proposal and what was answered, in every wording. */
import { html, type Html } from '../html.ts'
import { deadline, owerOf, type NumberedDuty } from './duty-line.ts'
import type { Reader } from './reader.ts'
import { shownText } from './shown-text.ts'
import { badge, dutiesOf, dutyTone } from './standing.ts'
import { readAnswers } from './tables.ts'
import { clock, wordOf } from './words.ts'

export const answerSection = (reader: Reader, proposal: number): Html => {
  const { texts } = reader
  const duties = dutiesOf(reader, proposal)
  return html`<section aria-labelledby="answers"><h2 id="answers">${texts.answers}</h2>
${duties.length === 0 && html`<p>${texts.noDuty}</p>`}
${duties.map((duty) => dutyPart(reader, duty))}</section>`
}

export const dutyPart = (reader: Reader, duty: NumberedDuty): Html => {
  const { answer, state } = duty
  return html`<h3>${owerOf(reader, duty)} ${badge(wordOf(reader, 'answers', state), dutyTone(state))}</h3>
<p class="soft">${deadline(reader, duty)}</p>
${interims(reader, duty)}
${
  answer &&
  html`<p><strong>${wordOf(reader, 'answers', answer.decision)}</strong> · ${clock(answer.at)}</p>
${shownText(reader, answer.content, 'body')}
${earlierWordings(reader, duty)}`
}`
}

const interims = (reader: Reader, { duty }: NumberedDuty): readonly Html[] =>
  readAnswers(reader.view)
    .interims.list({ prefix: [duty], limit: 20 })
    .map(
      ([, { content, at }]) => html`<p class="soft">${reader.texts.interim} · ${clock(at)}</p>
${shownText(reader, content, 'body')}`,
    )

const earlierWordings = (reader: Reader, { duty }: NumberedDuty): Html | undefined => {
  const { wordings } = readAnswers(reader.view)
  const earlier = wordings.list({ prefix: [duty], reverse: true, limit: 20 }).slice(1)
  if (earlier.length === 0) return undefined
  return html`<details><summary>${reader.texts.earlierWordings}</summary>${earlier.map(
    ([, { content, at }]) => html`<p class="soft">${clock(at)}</p>${shownText(reader, content, 'body')}`,
  )}</details>`
}
