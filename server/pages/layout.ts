import { html, type Html } from '../html.ts'
import type { Language } from '../language.ts'
import type { PageTexts } from '../texts.ts'

export interface Page {
  readonly language: Language
  readonly texts: PageTexts
  readonly city: string
  readonly path: string
  readonly title: string
  readonly main: Html
}

export const layout = ({ language, texts, city, path, title, main }: Page): string => {
  const [other, otherPath] = language === 'ko' ? ['en', `${path}?lang=en`] : ['ko', path]
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#main">${texts.skip}</a>
<p class="masthead">${texts.demonstration}</p>
<header>
<nav aria-label="${city}">
<a class="name" href="${pathIn('/', language)}">${city}</a>
<a href="${pathIn('/api', language)}">${texts.api}</a>
<a href="${otherPath}" lang="${other}" hreflang="${other}">${texts.otherLanguage}</a>
</nav>
</header>
<main id="main" tabindex="-1">
${main}
</main>
</body>
</html>
`.html
}

export const pathIn = (path: string, language: Language): string =>
  language === 'en' ? `${path}?lang=en` : path
