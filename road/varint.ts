/** Numbers of one to eight bytes whose first two bits say how many (RFC 9000 section 16), and what is prefixed by them. */

export const encodeVarint = (value: number): Uint8Array => {
  if (value < 0x40) return Uint8Array.of(value)
  const bytes = new Uint8Array(value < 0x4000 ? 2 : value < 0x4000_0000 ? 4 : 8)
  const view = new DataView(bytes.buffer)
  if (bytes.length === 2) view.setUint16(0, value | 0x4000)
  else if (bytes.length === 4) view.setUint32(0, value + 0x8000_0000)
  else view.setBigUint64(0, BigInt(value) | (3n << 62n))
  return bytes
}

export const prefixed = (bytes: Uint8Array): Uint8Array => concatBytes(encodeVarint(bytes.length), bytes)

export const concatBytes = (...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
