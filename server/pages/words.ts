/** How pages write what the ledger has as codes, numbers and milliseconds. */
import { dayMs } from '@maru/services/days.ts'
import type { Threshold } from '@maru/services/proposals/state.ts'
import { serviceTexts } from '@maru/services/texts.ts'
import { html, type Html } from '../html.ts'
import type { CityNames } from '../options.ts'
import type { Reader } from './reader.ts'
import { fill } from './texts.ts'

/** A state, reason or the like, as its service calls it. */
export const wordOf = ({ language }: Reader, service: string, id: string): string =>
  serviceTexts[language][service]?.words[id] ?? id

export const eventOf = ({ language }: Reader, service: string, event: string): string =>
  serviceTexts[language][service]?.events[event] ?? event

/** Of a district, a field or a department; its id where the city gave no names. */
export const nameOf = ({ context, language }: Reader, kind: keyof CityNames, id: string): string =>
  context.names?.[kind].find((named) => named.id === id)?.[language] ?? id

/** What a threshold leads to. */
export const thresholdName = ({ texts }: Reader, threshold: Threshold): string =>
  ({ assignment: texts.nextIsAssignment, debate: texts.nextIsDebate, mayor: texts.nextIsMayor })[threshold]

export const number = (value: number): string => value.toLocaleString('en-US')

/** The day in the city's own time, whatever the machine's zone is. */
export const day = (time: number): Html => {
  const text = new Date(time).toLocaleDateString('sv-SE', { timeZone: 'Asia/Seoul' })
  return html`<time datetime="${text}">${text}</time>`
}

export const clock = (time: number): Html => {
  const text = new Date(time).toLocaleString('sv-SE', {
    timeZone: 'Asia/Seoul',
    dateStyle: 'short',
    timeStyle: 'short',
  })
  return html`<time datetime="${text.replace(' ', 'T')}+09:00">${text}</time>`
}

/** Whole days until then. */
export const daysUntil = ({ now, texts }: Reader, time: number): string => {
  const days = Math.floor((time - now) / dayMs)
  return days < 1 ? texts.hoursLeft : fill(texts.daysLeft, { days })
}

/** Days since then, a begun one counted whole, as the rules count days late. */
export const daysOver = ({ now, texts }: Reader, time: number): string =>
  fill(texts.daysOver, { days: Math.floor((now - time) / dayMs) + 1 })
