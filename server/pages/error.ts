/** What went wrong, for people: with the code that programs get and the desk can look up. */
import { html } from '../html.ts'
import { statusOf } from '../status.ts'
import { refusalText, titleOf } from '../texts.ts'
import { layout } from './layout.ts'
import { linkTo, type Reader } from './reader.ts'

export const errorPage = (reader: Reader, code: string): string => {
  const { language, texts } = reader
  const status = statusOf(code)
  const title = status === 404 ? texts.notFoundHeading : titleOf(status, language)
  const main = html`<h1>${title}</h1>
<p>${refusalText(code, language)}</p>
<p class="links"><a href="${linkTo(reader, '/')}">${texts.home}</a></p>
<p class="soft"><code>${code}</code></p>`
  return layout(reader, { path: '/', title, main })
}

/** What a refusal code means. */
export const problemPage = (reader: Reader, code: string): string => {
  const { language, texts } = reader
  const main = html`<h1><code>${code}</code></h1>
<p>${refusalText(code, language)}</p>
<p class="soft">${texts.status}: ${statusOf(code)}</p>`
  return layout(reader, { path: `/problems/${code}`, title: code, main })
}
