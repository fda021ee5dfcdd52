import { html } from '../html.ts'
import { noticeTexts } from '../notices/texts.ts'
import { layout } from './layout.ts'
import type { Reader } from './reader.ts'

export interface Unsubscribing {
  readonly token: string
  readonly isDone: boolean
}

/** Asks whether mails shall end, or says that they have. */
export const unsubscribePage = (reader: Reader, { token, isDone }: Unsubscribing): string => {
  const { language } = reader
  const { title, ask, button, done } = noticeTexts(language).unsubscribe
  const path = '/notices/unsubscribe'
  const main = isDone
    ? html`<h1>${title}</h1><p>${done}</p>`
    : html`<h1>${title}</h1><p>${ask}</p>
<form method="post" action="${path}?token=${token}&lang=${language}"><button>${button}</button></form>`
  return layout(reader, { path, title, main })
}
