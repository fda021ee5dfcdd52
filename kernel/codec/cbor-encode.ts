/** Writes the one canonical encoding of a value into a buffer that is used again and again. */
import { utf8Length, writeUtf8 } from './utf8.ts'

/** Nesting deeper than any action needs; bounds the recursion, here and on hostile input. */
export const depthMax = 16

/** Throws a TypeError for a value that has no canonical form: such a value is a mistake in our own code. */
export const encode = (value: unknown): Uint8Array => {
  position = 0
  write(value, 0)
  return buffer.slice(0, position)
}

let buffer = new Uint8Array(4096)
let position = 0

const reserve = (size: number): void => {
  if (position + size <= buffer.length) return
  const larger = new Uint8Array(2 * (position + size))
  larger.set(buffer)
  buffer = larger
}

const write = (value: unknown, depth: number): void => {
  if (typeof value === 'number') return writeInteger(value)
  if (typeof value === 'string') return writeText(value)
  if (typeof value === 'boolean') return writeByte(value ? 0xf5 : 0xf4)
  if (value === null) return writeByte(0xf6)
  if (value instanceof Uint8Array) return writeBytes(value)
  if (typeof value !== 'object' || depth === depthMax) throw notEncodable()
  if (Array.isArray(value)) return writeArray(value, depth)
  writeMap(value as { readonly [key: string]: unknown }, depth)
}

const writeInteger = (value: number): void => {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw notEncodable()
  if (value >= 0) writeHead(0x00, value)
  else writeHead(0x20, -1 - value)
}

const writeText = (text: string): void => {
  if (!text.isWellFormed()) throw notEncodable()
  const length = utf8Length(text)
  writeHead(0x60, length)
  reserve(length)
  position = writeUtf8(text, buffer, position)
}

const writeBytes = (bytes: Uint8Array): void => {
  writeHead(0x40, bytes.length)
  reserve(bytes.length)
  buffer.set(bytes, position)
  position += bytes.length
}

const writeArray = (items: readonly unknown[], depth: number): void => {
  writeHead(0x80, items.length)
  for (let index = 0; index < items.length; index++) write(items[index], depth + 1)
}

const writeMap = (map: { readonly [key: string]: unknown }, depth: number): void => {
  const keys = Object.keys(map).sort(compareKeys)
  writeHead(0xa0, keys.length)
  for (const key of keys) {
    // Read back, `__proto__` would be the object's prototype and not a key.
    if (key === '__proto__') throw notEncodable()
    writeText(key)
    write(map[key], depth + 1)
  }
}

/** Section 4.2.1 orders keys by their encoded bytes: the shorter first, then as UTF-8 sorts, which is by code point. */
const compareKeys = (a: string, b: string): number => {
  const byLength = utf8Length(a) - utf8Length(b)
  if (byLength !== 0) return byLength
  for (let index = 0; index < a.length && index < b.length; index++) {
    if (a.charCodeAt(index) === b.charCodeAt(index)) continue
    return (a.codePointAt(index) as number) - (b.codePointAt(index) as number)
  }
  return 0
}

const writeByte = (byte: number): void => {
  reserve(1)
  buffer[position++] = byte
}

/** Major type and argument, in as few bytes as they take. */
const writeHead = (major: number, argument: number): void => {
  reserve(9)
  if (argument < 24) buffer[position++] = major | argument
  else if (argument < 0x100) writeArgument(major | 24, argument, 1)
  else if (argument < 0x1_0000) writeArgument(major | 25, argument, 2)
  else if (argument < 0x1_0000_0000) writeArgument(major | 26, argument, 4)
  else writeArgument(major | 27, argument, 8)
}

const writeArgument = (first: number, argument: number, size: number): void => {
  buffer[position] = first
  for (let index = size, rest = argument; index > 0; index--, rest = Math.floor(rest / 256))
    buffer[position + index] = rest % 256
  position += size + 1
}

const notEncodable = (): TypeError => new TypeError('not encodable as canonical CBOR')
