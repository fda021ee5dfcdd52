import { encodeUtf8 } from '../codec/utf8.ts'
import type { SignatureCheck } from '../crypto/host.ts'
import type { Note } from './note.ts'
import { cosignedMessage } from './signature.ts'
import { LOG_KEY, uint32, type Vkey } from './vkey.ts'

/** The check of a key's signature under a note, for hosts that check signatures elsewhere; undefined when it has none. */
export const signatureCheckOf = (note: Note, vkey: Vkey): SignatureCheck | undefined => {
  const own = note.signatures.find(({ name, keyId }) => name === vkey.name && keyId === vkey.keyId)
  if (!own) return undefined
  const { publicKey } = vkey
  if (vkey.type === LOG_KEY)
    return own.bytes.length === 64
      ? { algorithm: 'Ed25519', publicKey, message: encodeUtf8(note.text), signature: own.bytes }
      : undefined
  const time = uint32(own.bytes) * 2 ** 32 + uint32(own.bytes.subarray(4))
  if (own.bytes.length !== 72 || !Number.isSafeInteger(time)) return undefined
  const message = cosignedMessage(note.text, time)
  return { algorithm: 'Ed25519', publicKey, message, signature: own.bytes.slice(8) }
}
