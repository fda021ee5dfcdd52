import type { Language } from '@maru/services/texts.ts'

export type { Language }

/** The first of Korean and English in an Accept-Language header by its weights (RFC 9110 section 12.5.4). */
export const languageOf = (acceptLanguage: string | undefined): Language => {
  let best: Language = 'ko'
  let bestWeight = 0
  for (const range of (acceptLanguage ?? '').slice(0, 200).split(',')) {
    const [, language, weight = '1'] =
      /^\s*(ko|en|\*)(?:-[a-z0-9-]+)?\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?$/i.exec(range) ?? []
    if (!language || Number(weight) <= bestWeight) continue
    bestWeight = Number(weight)
    best = language.toLowerCase() === 'en' ? 'en' : 'ko'
  }
  return best
}

/** A page's language: `?lang=` says it, or else Korean, so that a page shared as a link reads the same for everyone. */
export const pageLanguage = (query: unknown): Language =>
  (query as { readonly lang?: unknown }).lang === 'en' ? 'en' : 'ko'
