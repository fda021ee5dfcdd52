/**
 * Which action a transaction asks for, read from its first bytes. Most transactions carry no text, and the ledger
 * decodes them anyway: this spares the server a second decoding of each.
 *
 * Undefined means "decode it to know". For bytes in canonical form the answer is the decoded one; others are refused
 * by the ledger whatever is read here.
 */
export const peekAction = (bytes: Uint8Array): ActionName | undefined => peekAt(bytes, 0)

/** The same for a log entry `[1, transaction, outcome]` (kernel/entry.ts). */
export const peekEntryAction = (entry: Uint8Array): ActionName | undefined => {
  if (entry[0] !== 0x83 || entry[1] !== 1) return undefined
  const start = stringStart(entry, 2, byteString)
  return start < 0 ? undefined : peekAt(entry, start)
}

export interface ActionName {
  readonly service: string
  readonly action: string
}

const byteString = 2
const textString = 3

const peekAt = (bytes: Uint8Array, at: number): ActionName | undefined => {
  if (bytes[at] !== 0x84) return undefined
  const header = stringEnd(bytes, at + 1, byteString)
  if (header < 0 || bytes[header] !== 0xa0) return undefined
  const payload = stringStart(bytes, header + 1, byteString)
  if (payload < 0 || bytes[payload] !== 0x86) return undefined
  const validUntil = stringEnd(bytes, payload + 1, textString)
  const serviceAt = validUntil < 0 ? -1 : headEnd(bytes, validUntil)
  const actionAt = stringEnd(bytes, serviceAt, textString)
  const end = stringEnd(bytes, actionAt, textString)
  if (end < 0 || end > bytes.length) return undefined
  const service = asciiText(bytes, stringStart(bytes, serviceAt, textString), actionAt)
  const action = asciiText(bytes, stringStart(bytes, actionAt, textString), end)
  return service && action ? { service, action } : undefined
}

/** Where the head of an item (RFC 8949 section 3) ends; -1 for lengths that no transaction has. */
const headEnd = (bytes: Uint8Array, at: number): number => {
  if (at < 0) return -1
  const info = (bytes[at] ?? 0x1f) & 0x1f
  return info < 24 ? at + 1 : info > 27 ? -1 : at + 1 + (1 << (info - 24))
}

const stringStart = (bytes: Uint8Array, at: number, major: number): number => {
  const head = at < 0 ? 0 : (bytes[at] ?? 0)
  // Two bytes of length are enough for all a transaction may have.
  return head >> 5 === major && (head & 0x1f) <= 25 ? headEnd(bytes, at) : -1
}

const stringEnd = (bytes: Uint8Array, at: number, major: number): number => {
  const start = stringStart(bytes, at, major)
  if (start < 0) return -1
  const info = (bytes[at] as number) & 0x1f
  const length =
    info < 24 ? info : info === 24 ? (bytes[at + 1] ?? 0) : ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
  return start + length
}

const asciiText = (bytes: Uint8Array, from: number, to: number): string | undefined => {
  if (from < 0 || to - from > 64) return undefined
  let text = ''
  for (let index = from; index < to; index++) {
    const code = bytes[index] as number
    if (code > 127) return undefined
    text += String.fromCharCode(code)
  }
  return text
}
