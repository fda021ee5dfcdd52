/** Numbers and times as each language writes them. Times are milliseconds since 1970, shown in the city's own time. */
import { type Language, useLanguage } from './settings.ts'
import { cityTimeZone } from './time-zone.ts'

export interface Format {
  readonly number: (value: number) => string
  readonly percent: (share: number) => string
  /** The day, as `2026년 3월 1일`. */
  readonly date: (time: number) => string
  /** Without its year, where it is of one with others, as `3월 1일`. */
  readonly day: (time: number) => string
  readonly dateTime: (time: number) => string
  /** Within a day, as `오전 9:36`. */
  readonly time: (time: number) => string
  /** With seconds: when something was recorded. */
  readonly clock: (time: number) => string
  /** `3일 전`, `in 2 hours`. */
  readonly relative: (time: number, now?: number) => string
}

export const useFormat = (): Format => formats[useLanguage()]

const createFormat = (language: Language): Format => {
  const zone = { timeZone: cityTimeZone }
  const numbers = new Intl.NumberFormat(language)
  const percents = new Intl.NumberFormat(language, { style: 'percent' })
  const dates = new Intl.DateTimeFormat(language, { ...zone, dateStyle: 'long' })
  const days = new Intl.DateTimeFormat(language, { ...zone, month: 'short', day: 'numeric' })
  const dateTimes = new Intl.DateTimeFormat(language, { ...zone, dateStyle: 'medium', timeStyle: 'short' })
  const times = new Intl.DateTimeFormat(language, { ...zone, timeStyle: 'short' })
  const clocks = new Intl.DateTimeFormat(language, { ...zone, dateStyle: 'medium', timeStyle: 'medium' })
  const relatives = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  return {
    number: (value) => numbers.format(value),
    percent: (share) => percents.format(share),
    date: (time) => dates.format(time),
    day: (time) => days.format(time),
    dateTime: (time) => dateTimes.format(time),
    time: (time) => times.format(time),
    clock: (time) => clocks.format(time),
    relative: (time, now = Date.now()) => {
      const seconds = Math.round((time - now) / 1000)
      const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1]
      return relatives.format(Math.trunc(seconds / size), unit)
    },
  }
}

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

const formats = { ko: createFormat('ko'), en: createFormat('en') }
