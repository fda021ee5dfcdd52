/**
 * A text stays off the ledger; its commitment stands on it. The salt keeps a short text from being guessed from its
 * hash, and destroying it with the text leaves nothing on the ledger that leads back to it.
 */
import { encode } from '@maru/kernel/codec/cbor.ts'
import type { Hash } from '@maru/kernel/crypto/host.ts'

/** SHA-256(salt, canonical CBOR of the content). The salt has 16 to 32 bytes. */
export const commitContent = (hash: Hash, salt: Uint8Array, content: unknown): Uint8Array => {
  if (salt.length < 16 || salt.length > 32) throw new RangeError('a salt has 16 to 32 bytes')
  const body = encode(content)
  const bytes = new Uint8Array(1 + salt.length + body.length)
  // The salt's length stands first, so that no salt can be taken for the beginning of a content.
  bytes[0] = salt.length
  bytes.set(salt, 1)
  bytes.set(body, 1 + salt.length)
  return hash(bytes)
}
