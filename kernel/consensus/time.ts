/** Instants as CometBFT signs them: seconds since 1970 and nanoseconds (google.protobuf.Timestamp), RFC 3339 in JSON. */
import { type Bytes, putNumber } from './protobuf.ts'

export interface Instant {
  readonly seconds: number
  readonly nanos: number
}

export const encodeInstant = ({ seconds, nanos }: Instant): Bytes => {
  const out: Bytes = []
  putNumber(out, 1, seconds)
  putNumber(out, 2, nanos)
  return out
}

export const isAfter = (a: Instant, b: Instant): boolean =>
  a.seconds > b.seconds || (a.seconds === b.seconds && a.nanos > b.nanos)

export const instantToMs = ({ seconds, nanos }: Instant): number =>
  seconds * 1000 + Math.floor(nanos / 1_000_000)

/** As Go's RFC3339Nano writes an instant in UTC, from 1970 on: a fraction has no zeros at its end. */
export const parseInstant = (text: string): Instant | undefined => {
  const parts = form.exec(text)?.slice(1)
  if (!parts) return undefined
  const [year, month, day, hour, minute, second] = parts.map(Number) as [number, ...number[]]
  const seconds = ((daysSince1970(year, month!, day!) * 24 + hour!) * 60 + minute!) * 60 + second!
  const instant = { seconds, nanos: Number((parts[6] ?? '').padEnd(9, '0')) }
  // The 30th of February, the hour 24 and a fraction that ends with a zero are written otherwise again.
  return seconds >= 0 && formatInstant(instant) === text ? instant : undefined
}

export const formatInstant = ({ seconds, nanos }: Instant): string => {
  const { year, month, day } = dateOf(Math.floor(seconds / 86_400))
  const [hour, minute, second] = [3600, 60, 1].map((unit, at) =>
    Math.floor((seconds % [86_400, 3600, 60][at]!) / unit),
  ) as [number, number, number]
  const fraction = nanos === 0 ? '' : `.${digits(nanos, 9).replace(/0+$/, '')}`
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}T${digits(hour, 2)}:${digits(minute, 2)}:${digits(second, 2)}${fraction}Z`
}

const form = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z$/

const digits = (value: number, width: number): string => String(value).padStart(width, '0')

/** Years begin in March here, so that the leap day is the last of its year. */
const daysSince1970 = (year: number, month: number, day: number): number => {
  const shifted = month > 2 ? year : year - 1
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return daysBefore(shifted) + dayOfYear - 719_468
}

const daysBefore = (year: number): number =>
  year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)

const dateOf = (days: number): { year: number; month: number; day: number } => {
  const since = days + 719_468
  let year = Math.floor(since / 365)
  while (daysBefore(year) > since) year--
  const dayOfYear = since - daysBefore(year)
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = ((shifted + 2) % 12) + 1
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  return { year: month > 2 ? year : year + 1, month, day }
}
