/**
 * Short texts that were read before: names of fields, services and events come with every transaction and every row. A
 * text made anew is a chain of single characters that has to be flattened before it can name a field.
 */
import { readUtf8 } from './utf8.ts'

/** As `readUtf8`, whatever was read before. */
export const readKnownText = (bytes: Uint8Array, from: number, to: number): string | undefined => {
  const length = to - from
  if (length === 0 || length > lengthMax) return readUtf8(bytes, from, to)
  const place = placeOf(bytes, from, to)
  const known = texts[place]!
  if (isText(known, bytes, from, length)) return known
  const text = readUtf8(bytes, from, to)
  // As many characters as bytes: it is ASCII, and can be compared byte by byte.
  if (text?.length === length) texts[place] = text
  return text
}

const lengthMax = 32
const texts: string[] = Array.from({ length: 512 }, () => '')

const placeOf = (bytes: Uint8Array, from: number, to: number): number =>
  (31 * bytes[from]! + 7 * bytes[to - 1]! + bytes[(from + to) >> 1]! + 61 * (to - from)) & 511

const isText = (text: string, bytes: Uint8Array, from: number, length: number): boolean => {
  if (text.length !== length) return false
  for (let at = 0; at < length; at++) if (text.charCodeAt(at) !== bytes[from + at]) return false
  return true
}
