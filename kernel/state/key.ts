/**
 * Parts of a row's key. Each packs a value into characters (one a byte) so that packed keys sort as their values do,
 * and unpacks it again. A key is `service/table/` and its packed parts.
 */
export interface KeyPart<Value> {
  readonly name: string
  readonly pack: (value: Value) => string
  readonly unpack: (packed: string, offset: number) => { readonly value: Value; readonly next: number }
  /** From the text of a URL; undefined when it is not such a value. */
  readonly parse: (text: string) => Value | undefined
}

/** A whole number from 0 to 2^53 - 1, as 7 bytes big-endian. */
export const uint: KeyPart<number> = {
  name: 'uint',
  pack: (value) => {
    const high = Math.floor(value / 0x1_0000_0000)
    return String.fromCharCode(
      high >>> 16,
      (high >>> 8) & 255,
      high & 255,
      (value >>> 24) & 255,
      (value >>> 16) & 255,
      (value >>> 8) & 255,
      value & 255,
    )
  },
  unpack: (packed, offset) => {
    let value = 0
    for (let index = 0; index < 7; index++) value = value * 256 + packed.charCodeAt(offset + index)
    return { value, next: offset + 7 }
  },
  parse: (text) =>
    /^(?:0|[1-9][0-9]{0,15})$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined,
}

const hexPart = (name: string, size: number): KeyPart<string> => ({
  name,
  pack: rememberLast((hex) => {
    const codes: number[] = []
    for (let index = 0; index < hex.length; index += 2)
      codes.push((digitValue(hex.charCodeAt(index)) << 4) | digitValue(hex.charCodeAt(index + 1)))
    return String.fromCharCode(...codes)
  }),
  unpack: (packed, offset) => {
    let value = ''
    for (let index = offset; index < offset + size; index++)
      value += packed.charCodeAt(index).toString(16).padStart(2, '0')
    return { value, next: offset + size }
  },
  parse: (text) => (text.length === 2 * size && /^[0-9a-f]+$/.test(text) ? text : undefined),
})

/** A transaction asks for rows of one account again and again. */
const rememberLast = (pack: (hex: string) => string): ((hex: string) => string) => {
  let [last, packed] = ['', '']
  return (hex) => {
    if (hex !== last) [last, packed] = [hex, pack(hex)]
    return packed
  }
}

/** 0-9 and a-f by their character codes; parsing text costs eight times as much. */
const digitValue = (code: number): number => (code < 58 ? code - 48 : code - 87)

/** An account or key id: 20 bytes, written as 40 hexadecimal digits. */
export const account = hexPart('account', 20)

/** A SHA-256: 32 bytes, written as 64 hexadecimal digits. */
export const digest = hexPart('digest', 32)

/** The first 16 bytes of a SHA-256, given whole: enough where a collision hurts only whoever made it. */
export const digestPrefix: KeyPart<string> = {
  ...hexPart('digestPrefix', 16),
  pack: (hex) => digest.pack(hex.slice(0, 32)),
}

/** A short name of lower-case letters, digits and hyphens. Ended by "/", which sorts before all letters and digits. */
export const name: KeyPart<string> = {
  name: 'name',
  pack: (value) => `${value}/`,
  unpack: (packed, offset) => {
    const end = packed.indexOf('/', offset)
    return { value: packed.slice(offset, end), next: end + 1 }
  },
  parse: (text) => (/^[a-z][a-zA-Z0-9-]{0,63}$/.test(text) ? text : undefined),
}
