/** How much room the city's data takes, how fast that grows, and when the disk is full if it goes on so. */
import { dayMs } from '@maru/services/days.ts'
import type { Disk } from '../options.ts'
import { grownBy, paceOf, type History, type Pace } from './history.ts'
import type { Amount, LogCount } from './log-count.ts'
import { usedPercentOf, type Warning } from './warning.ts'

export interface Storage {
  /** Entries of the log, and how many of them are counted here: all but in the first moments after a start. */
  readonly logIndex: number
  readonly counted: number
  readonly time: number
  readonly log: Amount
  readonly services: readonly ServiceStorage[]
  /** The log at the end of each day, UTC, on which it grew: oldest first, at most 31. */
  readonly days: readonly ({ readonly day: string; readonly endsAt: number } & Amount)[]
  readonly disk?: Omit<Disk, 'parts'> & {
    /** In tenths. */
    readonly usedPercent: number
    readonly warning: Warning
  }
  /** Of the data folder, as its files take room on the disk. */
  readonly parts?: readonly PartStorage[]
  readonly forecast?: Forecast
}

export interface ServiceStorage extends Amount {
  readonly service: string
  readonly bytes7Days: number
  readonly bytes30Days: number
}

export interface PartStorage {
  readonly part: string
  readonly bytes: number
  /** Absent as long as nobody has looked for so many days. */
  readonly bytes7Days?: number
  readonly bytes30Days?: number
}

export interface Forecast {
  /** What all of the city's data grows by in a day, on average over `days`. */
  readonly bytesPerDay: number
  readonly days: number
  /** Whether all data was measured day by day, or only the log, and the rest taken to grow as the log does. */
  readonly basis: 'data' | 'log'
  readonly logBytesPerDay: number
  /** What all of the city's data takes for one byte of the log. */
  readonly bytesPerLogByte: number
  /** Milliseconds since 1970; null when nothing grows. */
  readonly fullAt: number | null
}

export interface Measured {
  readonly disk: Disk
  readonly warning: Warning
  readonly history: History
}

export const storageOf = (logIndex: number, count: LogCount, measured: Measured | undefined): Storage => {
  const { entries, bytes, time } = count
  const days = daysOf(count)
  const forecast = measured && forecastOf(count, days, measured)
  return {
    logIndex,
    counted: entries,
    time,
    log: { entries, bytes },
    services: servicesOf(count),
    days,
    ...(measured && diskOf(measured)),
    ...(forecast && { forecast }),
  }
}

const diskOf = ({
  disk: { parts, ...disk },
  warning,
  history,
}: Measured): Pick<Storage, 'disk' | 'parts'> => ({
  disk: { ...disk, usedPercent: usedPercentOf(disk), warning },
  parts: parts
    .map((each) => {
      const [bytes7Days, bytes30Days] = [7, 30].map((days) => grownBy(history, each.part, days))
      return {
        ...each,
        ...(bytes7Days !== undefined && { bytes7Days }),
        ...(bytes30Days !== undefined && { bytes30Days }),
      }
    })
    .sort((a, b) => b.bytes - a.bytes),
})

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

/** By what was measured day by day, where that is a week; else by the log. Undefined for a log of less than a day. */
const forecastOf = (
  { bytes, time }: LogCount,
  days: Storage['days'],
  { disk, history }: Measured,
): Forecast | undefined => {
  const log = logPaceOf(bytes, time, days)
  const measured = paceOf(history)
  if (!log) return undefined
  const dataBytes = disk.parts.reduce((sum, part) => sum + part.bytes, 0)
  const bytesPerLogByte = Math.max(1, dataBytes / bytes)
  const pace = measured ?? { ...log, bytesPerDay: log.bytesPerDay * bytesPerLogByte }
  const daysLeft = disk.freeBytes / pace.bytesPerDay
  const isEver = Number.isFinite(daysLeft) && daysLeft < daysMax
  return {
    bytesPerDay: Math.round(pace.bytesPerDay),
    days: Math.round(pace.days),
    basis: measured ? 'data' : 'log',
    logBytesPerDay: Math.round(log.bytesPerDay),
    bytesPerLogByte: Math.round(bytesPerLogByte * 100) / 100,
    fullAt: isEver ? Math.round(time + daysLeft * dayMs) : null,
  }
}

const logPaceOf = (bytes: number, time: number, [first]: Storage['days']): Pace | undefined => {
  const days = first && (time - first.endsAt) / dayMs
  if (!days || days < 1 || bytes === 0) return undefined
  return { bytesPerDay: (bytes - first.bytes) / days, days }
}

/** A hundred years: nobody knows so far ahead. */
const daysMax = 36_525
