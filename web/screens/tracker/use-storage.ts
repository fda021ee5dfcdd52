import { useQuery } from '@tanstack/react-query'
import { pathQuery } from '../../city/api.ts'

/** Of /api/storage, what is shown here. Bytes as disks have them, times in milliseconds since 1970. */
export interface Storage {
  readonly logIndex: number
  readonly counted: number
  readonly time: number
  readonly log: { readonly entries: number; readonly bytes: number }
  readonly services: readonly {
    readonly service: string
    readonly entries: number
    readonly bytes: number
    readonly bytes7Days: number
    readonly bytes30Days: number
  }[]
  readonly days: readonly {
    readonly endsAt: number
    readonly entries: number
    readonly bytes: number
  }[]
  readonly disk?: {
    readonly sizeBytes: number
    readonly freeBytes: number
    readonly usedPercent: number
    readonly bundlesMoved: number
    readonly warning: 0 | 70 | 80 | 90
  }
  readonly parts?: readonly {
    readonly part: string
    readonly bytes: number
    readonly bytes7Days?: number
    readonly bytes30Days?: number
  }[]
  readonly forecast?: {
    readonly bytesPerDay: number
    readonly days: number
    readonly basis: 'data' | 'log'
    readonly logBytesPerDay: number
    readonly bytesPerLogByte: number
    readonly fullAt: number | null
  }
}

/** While a long log is counted after the server's start it is asked again. */
export const useStorage = () =>
  useQuery({
    ...pathQuery<Storage>('/api/storage'),
    staleTime: 60_000,
    refetchInterval: ({ state: { data } }) => (data && data.counted < data.logIndex ? againMs : false),
  })

const againMs = 5_000

export const dataBytes = (parts: readonly { readonly bytes: number }[]): number =>
  parts.reduce((sum, { bytes }) => sum + bytes, 0)

export const dayMs = 86_400_000

/**
 * How much the data takes, by time: as it grew, by what the log grew, and from now on as the forecast has it, for a year
 * or until the disk is full.
 */
export const course = ({ days, log, time, parts, forecast }: Storage) => {
  if (!parts || !forecast) return undefined
  const now = dataBytes(parts)
  const perDay = forecast.bytesPerDay
  const before = ({ bytes }: { readonly bytes: number }): number =>
    Math.max(0, now - (log.bytes - bytes) * forecast.bytesPerLogByte)
  const at = (when: number): number => now + (perDay * (when - time)) / dayMs
  const ends = Math.min(time + yearMs, forecast.fullAt ?? Number.POSITIVE_INFINITY)
  return {
    past: [
      ...days.filter(({ endsAt }) => endsAt < time).map((day) => ({ time: day.endsAt, bytes: before(day) })),
      { time, bytes: now },
    ],
    ahead: [
      { time, bytes: now },
      { time: ends, bytes: at(ends) },
    ],
    at,
    isFull: ends === forecast.fullAt,
  }
}

export const yearMs = 365 * dayMs
