import type { Language } from '../language.ts'
import en from './locales/en.json' with { type: 'json' }
import ko from './locales/ko.json' with { type: 'json' }

export type PageTexts = typeof ko

const texts: { readonly [L in Language]: PageTexts } = { ko, en }

export const pageTexts = (language: Language): PageTexts => texts[language]

/** Puts values where the text has their names in braces. */
export const fill = (text: string, values: { readonly [name: string]: string | number }): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
