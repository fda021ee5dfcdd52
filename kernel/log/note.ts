import { decodeBase64, encodeBase64 } from './base64.ts'
import { concatBytes } from './bytes.ts'
import { fail, ok, type Result } from './result.ts'
import { isKeyName, uint32 } from './vkey.ts'

/** A text and its signatures (c2sp.org/signed-note). The text ends with a line feed. */
export type Note = { text: string; signatures: readonly Signature[] }

/** What stands on a signature line. The meaning of the bytes depends on the type of the key. */
export type Signature = { name: string; keyId: number; bytes: Uint8Array }

/** Bytes are decoded by `decodeUtf8` beforehand, which refuses what is not UTF-8. */
export const parseNote = (note: string): Result<Note> => {
  if (note.length > MAX_NOTE) return malformed('the note is too long')
  // The line feed is the only control character allowed; a lone surrogate has no UTF-8.
  if (!note.isWellFormed() || /[\u0000-\u0009\u000b-\u001f]/.test(note))
    return malformed('the note has a control character')
  const split = note.lastIndexOf('\n\n')
  if (split < 0) return malformed('no empty line separates text and signatures')
  const signatures = parseSignatures(note.slice(split + 2))
  return signatures.ok ? ok({ text: note.slice(0, split + 1), signatures: signatures.value }) : signatures
}

/** Signature lines by themselves are what a witness answers (c2sp.org/tlog-witness). */
export const parseSignatures = (text: string): Result<Signature[]> => {
  if (!text.endsWith('\n')) return malformed('the signatures do not end with a line feed')
  const lines = text.slice(0, -1).split('\n')
  if (lines.length > MAX_SIGNATURES) return malformed(`there are more than ${MAX_SIGNATURES} signatures`)
  const signatures: Signature[] = []
  for (const line of lines) {
    const [dash, name, base64, ...rest] = line.split(' ')
    const bytes = decodeBase64(base64 ?? '')
    if (dash !== '\u2014' || !isKeyName(name ?? '') || !bytes || bytes.length < 5 || rest.length > 0)
      return malformed('a signature line is a dash, a name and a base64 signature')
    signatures.push({ name: name!, keyId: uint32(bytes), bytes: bytes.slice(4) })
  }
  return ok(signatures)
}

export const formatNote = ({ text, signatures }: Note): string => {
  if (!text.endsWith('\n')) throw new RangeError('the text of a note ends with a line feed')
  return `${text}\n${signatures.map(formatSignature).join('')}`
}

export const formatSignature = ({ name, keyId, bytes }: Signature): string => {
  const id = Uint8Array.of(keyId >>> 24, keyId >>> 16, keyId >>> 8, keyId)
  return `\u2014 ${name} ${encodeBase64(concatBytes([id, bytes]))}\n`
}

/** Far above any checkpoint with its cosignatures. The standard asks for at least 16 signatures. */
const MAX_NOTE = 1_000_000
const MAX_SIGNATURES = 64

const malformed = (message: string) => fail('note-malformed', message)
