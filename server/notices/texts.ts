/** Notices in words. They are made when they are shown, so that what is kept has neither language nor text. */
import { serviceTexts } from '@maru/services/texts.ts'
import type { Language } from '../language.ts'
import en from './locales/en.json' with { type: 'json' }
import ko from './locales/ko.json' with { type: 'json' }
import type { Notice } from './tables.ts'

const texts = { ko, en }

export type NoticeTexts = typeof ko

export const noticeTexts = (language: Language): NoticeTexts => texts[language]

/** One sentence. Dates are those of the city. */
export const noticeText = (notice: Notice, language: Language, utcOffsetMinutes: number): string => {
  const { event, data, time } = notice
  const sentences: { readonly [event: string]: string } = texts[language].events
  const fields = { ...data, subject: subjectOf(notice, language) }
  return fill(sentences[event] ?? event, (name) => {
    const value = (fields as { readonly [name: string]: string | number | boolean | null })[name]
    // A number that is not shown, as sides of a debate where few took part.
    if (value === null) return '–'
    if (typeof value === 'number')
      return dateFields.has(name) ? dateOf(value, utcOffsetMinutes) : String(value)
    return name === 'date' ? dateOf(time, utcOffsetMinutes) : wordOf(event, String(value), language)
  })
}

/** Fills `{name}` in a template. */
export const fill = (template: string, valueOf: (name: string) => string): string =>
  template.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => valueOf(name))

/** The day in the city, as in 2020-03-01. */
export const dateOf = (time: number, utcOffsetMinutes: number): string =>
  new Date(time + utcOffsetMinutes * 60_000).toISOString().slice(0, 10)

const dateFields = new Set(['due', 'closes', 'expected'])

/** What the notice is about: a proposal, a debate or a poll, or a text that was moderated. */
const subjectOf = ({ event, data }: Notice, language: Language): string => {
  const { subjects } = texts[language]
  const { proposal, debate, poll, service, number } = data
  const numbered = (template: string, count: unknown, word = ''): string =>
    fill(template, (name) => (name === 'word' ? word : String(count)))
  if (typeof service === 'string') return numbered(subjects.text, number, wordOf(event, service, language))
  if (data['case'] !== undefined) return numbered(subjects.case, data['case'])
  if (typeof poll === 'number') return numbered(subjects.poll, poll)
  return Number(proposal) > 0 ? numbered(subjects.proposal, proposal) : numbered(subjects.debate, debate)
}

/** The word of the event's service for a code, as a decision. */
const wordOf = (event: string, code: string, language: Language): string => {
  const service = event.slice(0, event.indexOf('.'))
  return serviceTexts[language][service]?.words[code] ?? code
}
