/**
 * XAES-256-GCM (C2SP): AES-256-GCM (NIST SP 800-38D) with nonces so long that one key may encrypt under random ones
 * for ever. A key is derived from the first half of the nonce (NIST SP 800-108 section 4.1, with CMAC over one block),
 * and encrypts this one message with the second half.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

export const nonceBytes = 24

/** Nonce, ciphertext and tag. What stands beside it (`about`) is authenticated and not kept. */
export const seal = (
  key: Buffer,
  about: Buffer,
  text: Buffer,
  nonce: Buffer = randomBytes(nonceBytes),
): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', derive(key, nonce), nonce.subarray(HALF)).setAAD(about)
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()])
}

/** Throws when it is damaged, of another key, or sealed beside something else. */
export const open = (key: Buffer, about: Buffer, sealed: Buffer): Buffer => {
  if (sealed.length < nonceBytes + TAG) throw new Error('what is sealed is too short')
  const nonce = sealed.subarray(0, nonceBytes)
  const decipher = createDecipheriv('aes-256-gcm', derive(key, nonce), nonce.subarray(HALF), {
    authTagLength: TAG,
  })
  decipher.setAAD(about).setAuthTag(sealed.subarray(-TAG))
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -TAG)), decipher.final()])
}

const HALF = 12
const TAG = 16
const BLOCK = 16

/** The counters 1 and 2, the label X, and half of the nonce: two blocks, each of which is a CMAC of its own. */
const derive = (key: Buffer, nonce: Buffer): Buffer => {
  const mask = doubled(encryptBlocks(key, Buffer.alloc(BLOCK)))
  const blocks = [1, 2].map((counter) =>
    Buffer.concat([Buffer.of(0, counter, 0x58, 0), nonce.subarray(0, HALF)]).map(
      (byte, at) => byte ^ mask[at]!,
    ),
  )
  return encryptBlocks(key, Buffer.concat(blocks))
}

const encryptBlocks = (key: Buffer, blocks: Buffer): Buffer =>
  createCipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(blocks)

/** NIST SP 800-38B section 6.1: the first subkey. */
const doubled = (block: Buffer): Buffer => {
  const shifted = Buffer.from(block.map((byte, at) => (byte << 1) | ((block[at + 1] ?? 0) >> 7)))
  if (block[0]! & 0x80) shifted[BLOCK - 1]! ^= 0x87
  return shifted
}
