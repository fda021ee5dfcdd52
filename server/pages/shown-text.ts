/** Texts of residents and officers on a page: as text, never as HTML or Markdown, and only while they may be served. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { holdOf } from '@maru/services/moderation/reads.ts'
import { html, type Html } from '../html.ts'
import { linkTo, type Reader } from './reader.ts'

/** One field of a text, with its lines; or a note on why it is not there. */
export const shownText = (reader: Reader, commitment: Uint8Array, field: string): Html => {
  const text = fieldOf(reader, commitment, field)
  if (text === undefined) return html`<p class="soft">${absence(reader, commitment)}</p>`
  return text === '' ? html`` : html`<p class="text"${langOf(reader)}>${text}</p>`
}

/** As `shownText`, for a line: a title, a link's words. */
export const shownLine = (reader: Reader, commitment: Uint8Array, field = 'title'): Html => {
  const text = fieldOf(reader, commitment, field)
  return text === undefined
    ? html`<span class="soft">${absence(reader, commitment)}</span>`
    : html`<span${langOf(reader)}>${text}</span>`
}

/** Undefined when it is held back, erased, or not here. */
export const fieldOf = (
  { context, view }: Reader,
  commitment: Uint8Array,
  field: string,
): string | undefined => {
  const id = bytesToHex(commitment)
  if (holdOf(view, id)) return undefined
  const content = (context.content.get(id)?.content ?? {}) as { readonly [field: string]: unknown }
  const text = content[field]
  return typeof text === 'string' ? text : undefined
}

const absence = (reader: Reader, commitment: Uint8Array): Html => {
  const { context, view, texts } = reader
  const id = bytesToHex(commitment)
  const hold = holdOf(view, id)
  if (!hold) return html`${context.content.isErased(id) ? texts.erasedText : texts.missingText}`
  const note = hold.state === 'hidden' ? texts.hiddenText : texts.waitingText
  return html`${note} <a href="${linkTo(reader, '/moderation')}#case-${hold.case}">${texts.toCase}</a>`
}

/** People write in the city's own language: screen readers have to know where the page's is another. */
const langOf = ({ context, language }: Reader): Html => {
  const own = context.ledger.genesis.languages[0] ?? language
  return own === language ? html`` : html` lang="${own}"`
}
