/** Who has signed a checkpoint, and whether the log's key has: judged here. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { openCheckpoint, parseCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { parseNote, type Signature } from '@maru/kernel/log/note.ts'
import { parseVkey } from '@maru/kernel/log/vkey.ts'
import { hash } from '../../city/hash.ts'
import { verifyEd25519 } from '../../city/verify.ts'

export interface SignedCheckpoint {
  readonly isSigned: boolean
  /** Entries that it is of, and the fingerprint of all of them in hexadecimal; undefined when it cannot be read. */
  readonly size?: number
  readonly root?: string
  readonly signers: readonly Signer[]
}

export interface Signer {
  readonly name: string
  /** Eight hexadecimal digits. */
  readonly keyId: string
  readonly isLog: boolean
  /** When a witness says that it signed, in milliseconds since 1970. Not checked: its key is not known here. */
  readonly time?: number
}

export const readCheckpoint = (text: string, vkey: string): SignedCheckpoint => {
  const key = parseVkey(hash, vkey)
  const note = parseNote(text)
  if (!key.ok || !note.ok) return { isSigned: false, signers: [] }
  const checkpoint = parseCheckpoint(note.value.text)
  const { name, keyId } = key.value
  return {
    isSigned: openCheckpoint(text, key.value, verifyEd25519).ok,
    ...(checkpoint.ok && { size: checkpoint.value.size, root: bytesToHex(checkpoint.value.root) }),
    signers: note.value.signatures.map((signature) => ({
      name: signature.name,
      keyId: signature.keyId.toString(16).padStart(8, '0'),
      isLog: signature.name === name && signature.keyId === keyId,
      ...timeOf(signature),
    })),
  }
}

/** A cosignature is a time in seconds, eight bytes, and 64 bytes of Ed25519 (c2sp.org/tlog-cosignature). */
const timeOf = ({ bytes }: Signature): { readonly time?: number } => {
  if (bytes.length !== 72) return {}
  const seconds = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0))
  return seconds <= secondsMax ? { time: seconds * 1000 } : {}
}

/** The last second that a date can have. */
const secondsMax = 8_640_000_000_000
