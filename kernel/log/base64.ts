/** RFC 4648 section 4, always padded: the only base64 that C2SP files use. */
export const encodeBase64 = (bytes: Uint8Array): string => {
  let text = ''
  const whole = bytes.length - (bytes.length % 3)
  for (let at = 0; at < whole; at += 3) {
    const group = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!
    text += PAIRS[group >> 12]! + PAIRS[group & 4095]!
  }
  if (whole === bytes.length) return text
  const last = (bytes[whole]! << 16) | ((bytes[whole + 1] ?? 0) << 8)
  return text + PAIRS[last >> 12]! + (whole + 1 === bytes.length ? '==' : `${LETTERS[(last >> 6) & 63]!}=`)
}

/** Undefined unless `text` is exactly what `encodeBase64` writes: one text for one value (section 3.5). */
export const decodeBase64 = (text: string): Uint8Array | undefined => {
  if (text.length % 4 !== 0) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  const digits = text.length - padding
  let held = 0
  let bits = 0
  let written = 0
  for (let at = 0; at < digits; at++) {
    const value = VALUES[text.charCodeAt(at)] ?? -1
    if (value < 0) return undefined
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[written++] = held >> bits
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : undefined
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

const VALUES = Int8Array.from({ length: 128 }, (_, code) => LETTERS.indexOf(String.fromCharCode(code)))

/** Receipts are mostly hashes in base64: two letters at a time halve the work. */
const PAIRS = Array.from({ length: 4096 }, (_, value) => LETTERS[value >> 6]! + LETTERS[value & 63]!)
