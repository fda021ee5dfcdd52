/** Lower-case hexadecimal: how ids of accounts, keys and transactions are written everywhere a person may read them. */
export const bytesToHex = (bytes: Uint8Array): string => {
  let hex = ''
  for (const byte of bytes) hex += hexByByte[byte]
  return hex
}

/** Throws a TypeError unless `hex` is lower-case hexadecimal of even length; check foreign input with a schema first. */
export const hexToBytes = (hex: string): Uint8Array => {
  if (!/^(?:[0-9a-f]{2})*$/.test(hex)) throw new TypeError('not lower-case hexadecimal')
  const bytes = new Uint8Array(hex.length / 2)
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = parseInt(hex.slice(2 * index, 2 * index + 2), 16)
  return bytes
}

const hexByByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
