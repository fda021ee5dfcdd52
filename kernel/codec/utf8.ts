/** UTF-8 (RFC 3629), for the language itself has no TextEncoder. What is ASCII, almost everything, takes a short way. */

/** Throws a RangeError for text that is not well-formed Unicode. */
export const encodeUtf8 = (text: string): Uint8Array => {
  if (!text.isWellFormed()) throw new RangeError('text is not well-formed Unicode')
  const bytes = new Uint8Array(utf8Length(text))
  writeUtf8(text, bytes, 0)
  return bytes
}

/** Undefined for what RFC 3629 section 4 does not allow: overlong forms, surrogates, past U+10FFFF. */
export const decodeUtf8 = (bytes: Uint8Array): string | undefined => readUtf8(bytes, 0, bytes.length)

/** Bytes that well-formed text takes. */
export const utf8Length = (text: string): number => {
  let length = text.length
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) continue
    // Each half of a surrogate pair counts two of its four bytes.
    length += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2
  }
  return length
}

/** Writes well-formed text from `offset` on, where there is room for it. Returns where it ends. */
export const writeUtf8 = (text: string, bytes: Uint8Array, offset: number): number => {
  let at = offset
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index) as number
    if (code < 0x80) {
      bytes[at++] = code
      continue
    }
    if (code >= 0x10000) index++
    const tails = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3
    bytes[at++] = ((0xf00 >> (tails + 1)) & 0xff) | (code >> (6 * tails))
    for (let left = tails - 1; left >= 0; left--) bytes[at++] = 0x80 | ((code >> (6 * left)) & 0x3f)
  }
  return at
}

/** The text in bytes `from` to `to`; undefined as for `decodeUtf8`. */
export const readUtf8 = (bytes: Uint8Array, from: number, to: number): string | undefined => {
  let text = ''
  for (let at = from; at < to;) {
    const first = bytes[at++] as number
    if (first < 0x80) {
      text += String.fromCharCode(first)
      continue
    }
    const tails = tailsAfter(first)
    if (tails < 0 || at + tails > to) return undefined
    let code = first & (0x3f >> tails)
    for (let left = tails; left > 0; left--) {
      const next = bytes[at++] as number
      if (next >> 6 !== 2) return undefined
      code = (code << 6) | (next & 0x3f)
    }
    const overlong = (tails === 2 && code < 0x800) || (tails === 3 && code < 0x10000)
    if (overlong || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff) return undefined
    text += String.fromCodePoint(code)
  }
  return text
}

const tailsAfter = (first: number): number => {
  if (first < 0xc2 || first > 0xf4) return -1
  return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3
}
