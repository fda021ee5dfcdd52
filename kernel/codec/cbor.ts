/**
 * Canonical bytes: RFC 8949 section 4.2.1 (core deterministic encoding), so that a value has exactly one encoding
 * and a signature or hash over it means one thing. Only what the ledger needs: integers within 2^53, strings,
 * byte strings, arrays, maps with text keys, booleans and null. Tags, floats and undefined do not exist here.
 */
import { decode as decodeLoosely, encode as encodeLoosely, rfc8949EncodeOptions } from 'cborg'

export type CborValue =
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | readonly CborValue[]
  | { readonly [key: string]: CborValue }

/** Throws a TypeError for a value that has no canonical form: such a value is a mistake in our own code. */
export const encode = (value: unknown): Uint8Array => {
  if (!isCborValue(value)) throw new TypeError('not encodable as canonical CBOR')
  return encodeLoosely(value, rfc8949EncodeOptions)
}

/** The value, or undefined when the bytes are not the one canonical encoding of a CborValue. */
export const decode = (bytes: Uint8Array): CborValue | undefined => {
  try {
    const value: unknown = decodeLoosely(bytes, strictly)
    // cborg accepts unsorted map keys and repairs broken UTF-8; only the canonical form survives this comparison.
    return isCborValue(value) && equalBytes(encodeLoosely(value, rfc8949EncodeOptions), bytes)
      ? value
      : undefined
  } catch {
    return undefined
  }
}

/** As `decode`, for bytes that were encoded here and kept under a checksum: their form is not judged again. */
export const decodeTrusted = (bytes: Uint8Array): CborValue => decodeLoosely(bytes, strictly) as CborValue

export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false
  return true
}

const strictly = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowInfinity: false,
  allowNaN: false,
  allowBigInt: false,
  rejectDuplicateMapKeys: true,
} as const

/** Deeper nesting than any action needs; bounds the recursion on hostile input. */
const depthMax = 16

const isCborValue = (value: unknown, depth = 0): value is CborValue => {
  switch (typeof value) {
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0)
    case 'string':
      return value.isWellFormed()
    case 'boolean':
      return true
    case 'object':
      if (value === null || value instanceof Uint8Array) return true
      return depth < depthMax && (Array.isArray(value) ? isCborArray(value, depth) : isCborMap(value, depth))
    default:
      return false
  }
}

const isCborArray = (items: readonly unknown[], depth: number): boolean => {
  for (let index = 0; index < items.length; index++) if (!isCborValue(items[index], depth + 1)) return false
  return true
}

const isCborMap = (map: object, depth: number): boolean => {
  for (const key of Object.keys(map)) {
    // Read back, `__proto__` would be the object's prototype and not a key.
    if (key === '__proto__' || !key.isWellFormed()) return false
    if (!isCborValue((map as Record<string, unknown>)[key], depth + 1)) return false
  }
  return true
}
