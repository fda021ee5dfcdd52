/** Days as a date field has them, in the city's own time. */
import { cityOffsetMs } from '../../texts/time-zone.ts'

const dayMs = 86_400_000

export const daysAhead = (days: number): number => Date.now() + days * dayMs

/** `2026-12-01`. */
export const timeToDay = (time: number): string => new Date(time + cityOffsetMs).toISOString().slice(0, 10)

/** The end of that day. */
export const dayToTime = (day: string): number => Date.parse(`${day}T23:59:59Z`) - cityOffsetMs

/** `daysMax` is how far ahead it may be. */
export const problemOfDay = (day: string, daysMax = 365): 'dayMissing' | 'dayPast' | 'dayFar' | undefined => {
  const time = dayToTime(day)
  if (!Number.isFinite(time)) return 'dayMissing'
  if (time <= Date.now()) return 'dayPast'
  return time > daysAhead(daysMax) ? 'dayFar' : undefined
}
