/**
 * Canonical bytes: RFC 8949 section 4.2.1 (core deterministic encoding), so that a value has exactly one encoding
 * and a signature or hash over it means one thing. Only what the ledger needs: integers within 2^53, strings,
 * byte strings, arrays, maps with text keys, booleans and null. Tags, floats and undefined do not exist here.
 */
import { decode } from './cbor-decode.ts'

export { decode } from './cbor-decode.ts'
export { encode } from './cbor-encode.ts'

export type CborValue =
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | readonly CborValue[]
  | { readonly [key: string]: CborValue }

/** As `decode`, for bytes that were encoded here and kept under a checksum. Throws when they are no value. */
export const decodeTrusted = (bytes: Uint8Array): CborValue => {
  const value = decode(bytes)
  if (value === undefined) throw new Error('a stored value cannot be read')
  return value
}

export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false
  return true
}
