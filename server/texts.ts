/** Sentences for people: the server's own, and of refusals also the kernel's and the services'. */
import * as city from '@maru/services/texts.ts'
import cardEn from '@maru/credentials/locales/en.json' with { type: 'json' }
import cardKo from '@maru/credentials/locales/ko.json' with { type: 'json' }
import type { Language } from './language.ts'
import en from './locales/en.json' with { type: 'json' }
import ko from './locales/ko.json' with { type: 'json' }
import { noticeTexts } from './notices/texts.ts'
import { vaultTexts } from './vault/texts.ts'
import { signInTexts } from './sign-in/texts.ts'

const texts = { ko, en }

export const feedTexts = (language: Language): typeof ko.feeds => texts[language].feeds

export const titleOf = (status: number, language: Language): string => {
  const titles: { readonly [status: string]: string } = texts[language].statuses
  return titles[status] ?? (titles['422'] as string)
}

/** A code without a sentence is still answered with a sentence. */
export const refusalText = (code: string, language: Language): string =>
  ownText(code, language) ?? city.refusalText(code, language) ?? texts[language].unnamedRefusal

export const hasRefusalText = (code: string): boolean =>
  (ownText(code, 'ko') ?? city.refusalText(code, 'ko')) !== undefined

export const refusalCodes = (): readonly string[] => [
  ...Object.keys(ownRefusals('ko')),
  ...city.refusalCodes(),
]

const ownText = (code: string, language: Language): string | undefined => {
  const own = ownRefusals(language)
  return Object.hasOwn(own, code) ? own[code] : undefined
}

const ownRefusals = (language: Language): { readonly [code: string]: string } => refusals[language]

const cardTexts = { ko: cardKo, en: cardEn }

/** By code, from each part of the server that has words of its own. */
const refusalsOf = (language: Language): { readonly [code: string]: string } => ({
  ...texts[language].refusals,
  ...noticeTexts(language).refusals,
  ...vaultTexts(language).refusals,
  ...signInTexts(language).refusals,
  ...cardTexts[language],
})

const refusals = {
  ko: refusalsOf('ko'),
  en: refusalsOf('en'),
}
