/** Reads the one canonical encoding of a value and nothing else, in one pass over the bytes. */
import type { CborValue } from './cbor.ts'
import { depthMax } from './cbor-encode.ts'
import { readKnownText } from './known-text.ts'

/** The value, or undefined when the bytes are not the one canonical encoding of a CborValue. */
export const decode = (input: Uint8Array): CborValue | undefined => {
  bytes = input
  position = 0
  const value = read(0)
  return position === bytes.length ? value : undefined
}

let bytes: Uint8Array = new Uint8Array(0)
let position = 0

/** Where reading failed, `position` stays beyond the end, so that nothing more is read and nothing is accepted. */
const fail = (): undefined => {
  position = bytes.length + 1
  return undefined
}

const read = (depth: number): CborValue | undefined => {
  if (position >= bytes.length) return fail()
  const first = bytes[position++] as number
  const major = first >>> 5
  if (major === 7) return first === 0xf5 ? true : first === 0xf4 ? false : first === 0xf6 ? null : fail()
  const argument = readArgument(first & 31)
  if (argument < 0) return fail()
  if (major === 0) return argument
  if (major === 1) return argument === Number.MAX_SAFE_INTEGER ? fail() : -1 - argument
  // Each item of an array and each entry of a map takes a byte at least.
  if (argument > bytes.length - position) return fail()
  if (major === 2) return readBytes(argument)
  if (major === 3) return readText(argument)
  if (depth === depthMax || major === 6) return fail()
  return major === 4 ? readArray(argument, depth) : readMap(argument, depth)
}

/** The number that follows the first byte's low five bits; -1 when it is missing, too great or longer than need be. */
const readArgument = (info: number): number => {
  if (info < 24) return info
  if (info > 27) return -1
  const size = 1 << (info - 24)
  if (position + size > bytes.length) return -1
  let argument = 0
  for (let index = 0; index < size; index++) argument = argument * 256 + (bytes[position++] as number)
  return argument >= (leastByInfo[info - 24] as number) && argument <= Number.MAX_SAFE_INTEGER ? argument : -1
}

const leastByInfo = [24, 0x100, 0x1_0000, 0x1_0000_0000]

/** A copy: the value outlives the buffer, and a Buffer's own slice would be a window on it. */
const readBytes = (length: number): Uint8Array => {
  const start = position
  position += length
  return new Uint8Array(bytes.subarray(start, position))
}

const readText = (length: number): string | undefined => {
  const text = readKnownText(bytes, position, position + length)
  if (text === undefined) return fail()
  position += length
  return text
}

const readArray = (length: number, depth: number): CborValue | undefined => {
  const items: CborValue[] = []
  for (let index = 0; index < length; index++) {
    const item = read(depth + 1)
    if (item === undefined) return undefined
    items.push(item)
  }
  return items
}

const readMap = (length: number, depth: number): CborValue | undefined => {
  const map: { [key: string]: CborValue } = {}
  let before = -1
  for (let index = 0; index < length; index++) {
    const start = position
    if ((bytes[position] as number) >>> 5 !== 3) return fail()
    const key = read(depth + 1) as string | undefined
    if (key === undefined || key === '__proto__') return fail()
    if (before >= 0 && !precedes(before, start, position)) return fail()
    before = start
    const value = read(depth + 1)
    if (value === undefined) return undefined
    map[key] = value
  }
  return map
}

/** Whether the encoded key at `a` sorts before the one from `b` to `end`: by bytes, heads with their lengths included. */
const precedes = (a: number, b: number, end: number): boolean => {
  for (let offset = 0; b + offset < end; offset++) {
    const difference = (bytes[a + offset] as number) - (bytes[b + offset] as number)
    if (difference !== 0) return difference < 0
  }
  return false
}
