/** How much room the city's data takes, how fast that grows, and when the disk is full if it goes on so. */
import { dayMs } from '@maru/services/days.ts'
import type { Disk } from '../options.ts'
import type { Amount, LogCount } from './log-count.ts'

export interface Storage {
  /** Entries of the log, and how many of them are counted here: all but in the first moments after a start. */
  readonly logIndex: number
  readonly counted: number
  readonly time: number
  readonly log: Amount
  readonly services: readonly ServiceStorage[]
  /** The log at the end of each day, UTC, on which it grew: oldest first, at most 31. */
  readonly days: readonly ({ readonly day: string; readonly endsAt: number } & Amount)[]
  readonly disk?: Disk
  readonly forecast?: Forecast
}

export interface ServiceStorage extends Amount {
  readonly service: string
  readonly bytes7Days: number
  readonly bytes30Days: number
}

export interface Forecast {
  /** What the log grew by in a day, on average over `days`. */
  readonly logBytesPerDay: number
  readonly days: number
  /** What all of the city's data takes for one byte of the log. */
  readonly bytesPerLogByte: number
  /** Milliseconds since 1970; null when nothing grows. */
  readonly fullAt: number | null
}

export const storageOf = (logIndex: number, count: LogCount, disk: Disk | undefined): Storage => {
  const { entries, bytes, time } = count
  const days = daysOf(count)
  const forecast = disk && forecastOf(count, days, disk)
  return {
    logIndex,
    counted: entries,
    time,
    log: { entries, bytes },
    services: servicesOf(count),
    days,
    ...(disk && { disk }),
    ...(forecast && { forecast }),
  }
}

const servicesOf = ({ byService, byDay, time }: LogCount): readonly ServiceStorage[] => {
  const today = Math.floor(time / dayMs)
  const since = (service: string, days: number): number =>
    [...byDay]
      .filter(([day]) => day > today - days)
      .reduce((sum, [, amounts]) => sum + (amounts.get(service)?.bytes ?? 0), 0)
  return [...byService]
    .map(([service, amount]) => ({
      service,
      ...amount,
      bytes7Days: since(service, 7),
      bytes30Days: since(service, 30),
    }))
    .sort((a, b) => b.bytes - a.bytes)
}

/** Counted back from today: what each day added is known, and what there is now. */
const daysOf = ({ byDay, entries, bytes }: LogCount): Storage['days'] => {
  const days: Storage['days'][number][] = []
  let left: Amount = { entries, bytes }
  for (const [day, amounts] of [...byDay].reverse()) {
    const endsAt = (day + 1) * dayMs
    days.push({ day: new Date(day * dayMs).toISOString().slice(0, 10), endsAt, ...left })
    for (const amount of amounts.values())
      left = { entries: left.entries - amount.entries, bytes: left.bytes - amount.bytes }
  }
  return days.reverse()
}

/** Undefined for a log of less than a day. */
const forecastOf = ({ bytes, time }: LogCount, days: Storage['days'], disk: Disk): Forecast | undefined => {
  const first = days[0]
  const length = first && (time - first.endsAt) / dayMs
  if (!length || length < 1 || bytes === 0) return undefined
  const logBytesPerDay = (bytes - first.bytes) / length
  const dataBytes = disk.parts.reduce((sum, part) => sum + part.bytes, 0)
  const bytesPerLogByte = Math.max(1, dataBytes / bytes)
  const daysLeft = disk.freeBytes / (logBytesPerDay * bytesPerLogByte)
  const isEver = Number.isFinite(daysLeft) && daysLeft < daysMax
  return {
    logBytesPerDay: Math.round(logBytesPerDay),
    days: Math.round(length),
    bytesPerLogByte: Math.round(bytesPerLogByte * 100) / 100,
    fullAt: isEver ? Math.round(time + daysLeft * dayMs) : null,
  }
}

/** A hundred years: nobody knows so far ahead. */
const daysMax = 36_525
