/** Pages of the OpenID provider itself: what went wrong, and logging out. Signing in is a screen of the app. */
import { html } from '../html.ts'
import { signInTexts } from '../sign-in/texts.ts'
import { layout } from './layout.ts'
import { linkTo, type Reader } from './reader.ts'

export type SignInPage =
  | { readonly kind: 'error'; readonly error: string }
  /** A form with the id op.logoutForm, which the provider made. */
  | { readonly kind: 'logout'; readonly form: string }
  | { readonly kind: 'logged-out' }

export const signInPage = (reader: Reader, page: SignInPage): string => {
  const { language, texts } = reader
  const words = signInTexts(language).pages
  const home = html`<p class="links"><a href="${linkTo(reader, '/')}">${texts.home}</a></p>`
  const show = (title: string, rest: ReturnType<typeof html>): string =>
    layout(reader, { path: '/', title, main: html`<h1>${title}</h1>${rest}` })
  if (page.kind === 'logged-out') return show(words.loggedOut, html`<p>${words.loggedOutHelp}</p>${home}`)
  if (page.kind === 'logout') {
    const stay = html`<button type="submit" form="op.logoutForm">${words.stay}</button>`
    const leave = html`<button type="submit" form="op.logoutForm" name="logout" value="yes">${words.logOut}</button>`
    return show(
      words.logOutQuestion,
      html`<p>${words.logOutHelp}</p>${{ html: page.form }}<p>${leave} ${stay}</p>`,
    )
  }
  const sentences: { readonly [error: string]: string } = words.errors
  const sentence = sentences[page.error] ?? words.errors.other
  return show(words.failed, html`<p>${sentence}</p>${home}<p class="soft"><code>${page.error}</code></p>`)
}
