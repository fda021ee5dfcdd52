/**
 * What a resident keeps on paper, and all that their voting identity is made of: 16 random bytes. As text they are 32
 * letters and digits in groups of four, which cannot be mistaken for each other (Crockford's base 32: no I, L, O, U);
 * the last 32 bits are a checksum, so that a slip of the pen is noticed.
 */
import { sha256 } from '@noble/hashes/sha2.js'

export const recoverySecretSize = 16

export const secretToText = (secret: Uint8Array): string => {
  const bytes = Uint8Array.of(...secret, ...checksumOf(secret))
  let text = ''
  for (let bit = 0; bit < bytes.length * 8; bit += 5) text += digits[fiveBits(bytes, bit)]
  return text.match(/.{4}/g)!.join('-')
}

/** Undefined when it is not such a text. Small letters, other signs between groups, and O for 0 or I for 1 do no harm. */
export const textToSecret = (text: string): Uint8Array | undefined => {
  const letters = text
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  const values = Array.from(letters, (letter) => digits.indexOf(letter))
  if (values.length !== 32 || values.includes(-1)) return undefined
  const bytes = new Uint8Array(recoverySecretSize + 4)
  for (const [at, value] of values.entries())
    for (let bit = 0; bit < 5; bit++) {
      const place = 5 * at + bit
      bytes[place >> 3]! |= ((value >> (4 - bit)) & 1) << (7 - (place & 7))
    }
  const secret = bytes.slice(0, recoverySecretSize)
  return checksumOf(secret).every((byte, at) => byte === bytes[recoverySecretSize + at]) ? secret : undefined
}

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const checksumOf = (secret: Uint8Array): Uint8Array => sha256(secret).subarray(0, 4)

const fiveBits = (bytes: Uint8Array, bit: number): number => {
  const pair = (bytes[bit >> 3]! << 8) | (bytes[(bit >> 3) + 1] ?? 0)
  return (pair >> (11 - (bit & 7))) & 31
}
