/** Who reads a page: in which language, of which sealed state, at what time. */
import type { View } from '@maru/kernel/state/view.ts'
import type { FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { languageOf, type Language } from '../language.ts'
import { pageTexts, type PageTexts } from './texts.ts'

export interface Reader {
  readonly context: Context
  readonly language: Language
  /** Whether the address asks for the language: then links carry it on. */
  readonly isAsked: boolean
  readonly texts: PageTexts
  readonly view: View
  /** Milliseconds since 1970. The last block may be of yesterday, and days are left or late by today. */
  readonly now: number
}

export const readerOf = (context: Context, { query, headers }: FastifyRequest): Reader => {
  const { lang } = query as { readonly lang?: unknown }
  const isAsked = lang === 'ko' || lang === 'en'
  const language = isAsked ? lang : languageOf(headers['accept-language'])
  const { view, time } = context.ledger.snapshot()
  const texts = pageTexts(language)
  return { context, language, isAsked, texts, view, now: Math.max(Date.now(), time) }
}

export const linkTo = (
  { language, isAsked }: Pick<Reader, 'language' | 'isAsked'>,
  path: string,
  query: { readonly [field: string]: string | number | undefined } = {},
): string => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const fields = [...given, ...(isAsked ? [['lang', language]] : [])] as [string, string | number][]
  const search = new URLSearchParams(fields.map(([name, value]) => [name, String(value)])).toString()
  return search === '' ? path : `${path}?${search}`
}
