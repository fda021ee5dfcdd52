/**
 * A text with its salt, as ciphertext: AES-256-GCM (NIST SP 800-38D) under a key that encrypts this one text and
 * nothing else, which is why a fixed nonce is safe. The commitment is authenticated with it, so that no stored text
 * can be passed off as another's.
 */
import { createCipheriv, createDecipheriv, hash } from 'node:crypto'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { commitContent } from '@maru/services/content-commitment.ts'

export interface ContentItem {
  readonly salt: Uint8Array
  readonly content: unknown
}

/** Whether this is the text of the commitment. */
export const fitsCommitment = (commitment: string, { salt, content }: ContentItem): boolean =>
  bytesToHex(commitContent(sha256, salt, content)) === commitment

/** The salt's length, the salt, and the content as JSON: what is read is what was checked. */
export const encodeText = ({ salt, content }: ContentItem): Buffer =>
  Buffer.concat([Buffer.of(salt.length), salt, Buffer.from(JSON.stringify(content))])

export const sealText = (key: Buffer, commitment: string, item: ContentItem): Buffer =>
  sealEncoded(key, commitment, encodeText(item))

export const sealEncoded = (key: Buffer, commitment: string, text: Buffer): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(commitment, 'hex'))
  return Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()])
}

/** Undefined when key and ciphertext do not belong together, or either is damaged. */
export const openText = (key: Buffer, commitment: string, sealed: Buffer): ContentItem | undefined => {
  const end = sealed.length - TAG
  if (end < 1) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
  decipher.setAAD(Buffer.from(commitment, 'hex')).setAuthTag(sealed.subarray(end))
  const text = decipher.update(sealed.subarray(0, end))
  try {
    decipher.final()
  } catch {
    return undefined
  }
  const bodyAt = 1 + text[0]!
  const salt = new Uint8Array(text.subarray(1, bodyAt))
  return { salt, content: JSON.parse(text.toString('utf8', bodyAt)) as unknown }
}

const nonce = Buffer.alloc(12)
const TAG = 16

const sha256 = (data: Uint8Array): Uint8Array => hash('sha256', data, 'buffer')
