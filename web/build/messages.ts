/**
 * Texts of screens are ICU messages in JSON files. They are compiled when the app is built, so that a browser loads no
 * parser: `{count} left` becomes `[["count"], " left"]`. A list of screens gets only the word for the menu of them, for
 * the lists are loaded with every page and texts with their screen.
 */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import compile from 'icu-minify/compile'
import type { Plugin } from 'vite'

const texts = /\/(?:web|ui)\/(?:[^?]*\/)?locales\/(?:ko|en)\.json$/
const menuOnly = '?menu'

export const messages = (): Plugin => ({
  name: 'maru-messages',
  enforce: 'pre',
  resolveId: (source, importer) => {
    if (importer === undefined || !importer.endsWith('/index.ts')) return undefined
    const path = join(dirname(importer), source)
    return texts.test(path) ? path + menuOnly : undefined
  },
  load: (id) => {
    if (!id.endsWith(menuOnly)) return undefined
    const { menu } = JSON.parse(readFileSync(id.slice(0, -menuOnly.length), 'utf8')) as Texts
    return { code: `export const menu = ${JSON.stringify(menu)}`, moduleType: 'js' }
  },
  transform: (code, id) =>
    texts.test(id) ? { code: JSON.stringify(compileTexts(JSON.parse(code) as Texts)), map: null } : undefined,
})

type Texts = { readonly [key: string]: string }

const compileTexts = (texts: Texts): object =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, compile(text)]))
