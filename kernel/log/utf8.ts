/** The kernel has no TextEncoder (it is no part of the language). A lone surrogate is a programming error. */
export const encodeUtf8 = (text: string): Uint8Array => {
  const bytes: number[] = []
  for (const letter of text) {
    const code = letter.codePointAt(0)!
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code))
    else if (code >= 0xd800 && code < 0xe000) throw new RangeError('text is not well-formed Unicode')
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code))
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code))
  }
  return Uint8Array.from(bytes)
}

/** Undefined for what RFC 3629 section 4 does not allow: overlong forms, surrogates, past U+10FFFF. */
export const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at++]!
    const tails = tailsAfter(first)
    if (tails < 0) return undefined
    let code = tails === 0 ? first : first & (0x3f >> tails)
    for (let left = tails; left > 0; left--) {
      const next = bytes[at++] ?? 0
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
  if (first < 0x80) return 0
  if (first < 0xc2 || first > 0xf4) return -1
  return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3
}

const tail = (code: number): number => 0x80 | (code & 0x3f)
