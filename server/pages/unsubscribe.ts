import type { Context } from '../context.ts'
import { html } from '../html.ts'
import type { Language } from '../language.ts'
import { noticeTexts } from '../notices/texts.ts'
import { pageTexts } from '../texts.ts'
import { cityName } from './home.ts'
import { layout } from './layout.ts'

export interface Unsubscribing {
  readonly language: Language
  readonly token: string
  readonly isDone: boolean
}

/** Asks whether mails shall end, or says that they have. */
export const unsubscribePage = (context: Context, { language, token, isDone }: Unsubscribing): string => {
  const { title, ask, button, done } = noticeTexts(language).unsubscribe
  const city = cityName(context, language)
  const path = '/notices/unsubscribe'
  const main = isDone
    ? html`<h1>${title}</h1><p>${done}</p>`
    : html`<h1>${title}</h1><p>${ask}</p>
<form method="post" action="${path}?token=${token}&lang=${language}"><button>${button}</button></form>`
  return layout({ language, texts: pageTexts(language), city, path, title: `${title} · ${city}`, main })
}
