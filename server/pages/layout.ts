import { html, type Html } from '../html.ts'
import { linkTo, type Reader } from './reader.ts'

export interface Page {
  readonly path: string
  /** Of the page alone; the city's name follows. */
  readonly title?: string | undefined
  readonly main: Html
}

export const layout = (reader: Reader, { path, title, main }: Page): string => {
  const { language, texts, context } = reader
  const city = cityName(reader)
  const other = language === 'ko' ? 'en' : 'ko'
  const link = (to: string, words: string): Html =>
    html`<li><a href="${linkTo(reader, to)}"${to === path && html` aria-current="page"`}>${words}</a></li>`
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title === undefined ? '' : `${title} · `}${city} · Maru</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#main">${texts.skip}</a>
<header>
<p class="masthead">${context.isMadeUp ? texts.madeUp : texts.demonstration}</p>
<div class="bar">
<a class="name" href="${linkTo(reader, '/')}">${city}</a>
<a href="${linkTo({ language: other, isAsked: true }, path)}" lang="${other}" hreflang="${other}">${texts.otherLanguage}</a>
</div>
<nav aria-label="${texts.menu}"><ul>
${link('/proposals', texts.proposals)}
${link('/polls', texts.polls)}
${link('/owed', texts.owed)}
${link('/moderation', texts.moderationLog)}
${link('/parameters', texts.parameters)}
${link('/api', texts.api)}
</ul></nav>
</header>
<main id="main" tabindex="-1">
${main}
</main>
</body>
</html>
`.html
}

export const cityName = ({ context, language }: Reader): string => {
  const { name, chain } = context.ledger.genesis
  return name[language] ?? Object.values(name)[0] ?? chain
}
