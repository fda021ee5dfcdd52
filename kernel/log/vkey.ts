import { decodeBase64, encodeBase64 } from './base64.ts'
import { concatBytes } from './bytes.ts'
import type { Hash } from './ports.ts'
import { fail, ok, type Result } from './result.ts'
import { encodeUtf8 } from '../codec/utf8.ts'

/** A key that signs notes, under the name that its signature lines carry (c2sp.org/signed-note). */
export type Vkey = { name: string; keyId: number; type: KeyType; publicKey: Uint8Array }

/** 1 signs the text, as a log does; 4 signs it with a time, as a witness does (c2sp.org/tlog-cosignature). */
export type KeyType = 1 | 4

export const LOG_KEY = 1
export const WITNESS_KEY = 4

export const createVkey = (hash: Hash, name: string, type: KeyType, publicKey: Uint8Array): Vkey => {
  if (!isKeyName(name)) throw new RangeError('the name of a key has no spaces and no "+"')
  if (publicKey.length !== 32) throw new RangeError('an Ed25519 public key has 32 bytes')
  const id = hash(concatBytes([encodeUtf8(`${name}\n`), Uint8Array.of(type), publicKey]))
  return { name, keyId: uint32(id), type, publicKey }
}

export const formatVkey = ({ name, keyId, type, publicKey }: Vkey): string =>
  `${name}+${keyId.toString(16).padStart(8, '0')}+${encodeBase64(Uint8Array.of(type, ...publicKey))}`

export const parseVkey = (hash: Hash, text: string): Result<Vkey> => {
  // Base64 has a "+" of its own, so that only the first two separate.
  const match = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text)
  const bytes = decodeBase64(match?.[3] ?? '')
  if (!match || !bytes?.length) return fail('vkey-malformed', 'a verification key is <name>+<id>+<base64>')
  const name = match[1]!
  const type = bytes[0]
  if (!isKeyName(name)) return fail('vkey-malformed', 'the name of a key has no spaces')
  if (type !== LOG_KEY && type !== WITNESS_KEY)
    return fail('vkey-unsupported', `signatures of type ${type} are not known here`)
  if (bytes.length !== 33) return fail('vkey-malformed', 'an Ed25519 public key has 32 bytes')
  const vkey = createVkey(hash, name, type, bytes.slice(1))
  return vkey.keyId === Number.parseInt(match[2]!, 16)
    ? ok(vkey)
    : fail('vkey-malformed', 'the id is not the one of this name and key')
}

/** White space is U+0085 too, which the language does not count. */
export const isKeyName = (name: string): boolean =>
  name !== '' && name.isWellFormed() && !/[\s\u0000-\u001f\u0085+]/.test(name)

export const uint32 = (bytes: Uint8Array): number =>
  ((bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!) >>> 0
