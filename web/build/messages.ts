/**
 * Texts of screens are ICU messages in JSON files. They are compiled when the app is built, so that a browser loads no
 * parser: `{count} left` becomes `[["count"], " left"]`.
 */
import compile from 'icu-minify/compile'
import type { Plugin } from 'vite'

const isTexts = (id: string): boolean => /\/(?:web|ui)\/(?:[^?]*\/)?locales\/(?:ko|en)\.json$/.test(id)

export const messages = (): Plugin => ({
  name: 'maru-messages',
  enforce: 'pre',
  transform: (code, id) =>
    isTexts(id) ? { code: JSON.stringify(compileTexts(JSON.parse(code) as Texts)), map: null } : undefined,
})

type Texts = { readonly [key: string]: string }

const compileTexts = (texts: Texts): object =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, compile(text)]))
