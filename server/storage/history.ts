/**
 * How the parts of the data folder grew. What the log took on each day can be read from the log itself; of the rest
 * nobody knows who did not look, so a sample a day is kept.
 */
import { dayMs } from '@maru/services/days.ts'
import type { Disk } from '../options.ts'

export interface Sample {
  /** Numbered from 1970, as UTC has them. */
  readonly day: number
  readonly bytesByPart: Readonly<Record<string, number>>
}

/** Oldest first, at most one a day and `samplesKept` in all. */
export type History = readonly Sample[]

/** Enough for the growth of 30 days, though the machine may have stood still for as long before. */
export const samplesKept = 62

export const withSample = (history: History, { parts }: Disk, now: number): History => {
  const day = Math.floor(now / dayMs)
  const bytesByPart = Object.fromEntries(parts.map(({ part, bytes }) => [part, bytes]))
  return [...history.filter((sample) => sample.day < day), { day, bytesByPart }].slice(-samplesKept)
}

/** Undefined where nobody looked so long ago. */
export const grownBy = (history: History, part: string, days: number): number | undefined => {
  const last = history.at(-1)
  const then = last && history.findLast(({ day }) => day <= last.day - days)
  return then && bytesOf(last, part) - bytesOf(then, part)
}

export interface Pace {
  readonly bytesPerDay: number
  readonly days: number
}

/**
 * What all parts together grew by in a day, over up to thirty days. A day on which they shrank, because old bundles were
 * moved away or a database was tidied, counts as one without growth: otherwise a disk that fills would look as if it
 * never did. Undefined for less than a week.
 */
export const paceOf = (history: History): Pace | undefined => {
  const last = history.at(-1)
  const samples = history.filter(({ day }) => last && day >= last.day - daysMax)
  const days = last && samples[0] ? last.day - samples[0].day : 0
  if (days < daysMin) return undefined
  const grown = samples.slice(1).reduce((sum, sample, before) => {
    return sum + Math.max(0, allBytes(sample) - allBytes(samples[before]!))
  }, 0)
  return { bytesPerDay: grown / days, days }
}

const daysMin = 7
const daysMax = 30

const bytesOf = ({ bytesByPart }: Sample, part: string): number => bytesByPart[part] ?? 0

const allBytes = ({ bytesByPart }: Sample): number =>
  Object.values(bytesByPart).reduce((sum, bytes) => sum + bytes, 0)
