/**
 * A person as ciphertext. The key is made of two halves: one lies wrapped in the row, so that it is worth nothing without
 * the key service; the other in a slot that is overwritten when the person is erased (../content/key-file.ts), so that
 * then not even the key service helps. It encrypts this one record and nothing else, hence the fixed nonce.
 */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import type { Person } from './person.ts'

export const sealPerson = (halves: Halves, account: string, person: Person): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', keyOf(halves, account), nonce)
  return Buffer.concat([cipher.update(JSON.stringify(person)), cipher.final(), cipher.getAuthTag()])
}

/** Throws when halves and ciphertext do not belong together. */
export const openPerson = (halves: Halves, account: string, sealed: Buffer): Person => {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(halves, account), nonce, { authTagLength: TAG })
  decipher.setAuthTag(sealed.subarray(-TAG))
  const text = Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()])
  return JSON.parse(text.toString()) as Person
}

export interface Halves {
  readonly wrapped: Buffer
  readonly slot: Buffer
}

/** RFC 5869. The account is part of it, so that no record passes for another's. */
const keyOf = ({ wrapped, slot }: Halves, account: string): Buffer =>
  Buffer.from(hkdfSync('sha256', wrapped, slot, `maru vault: the person of ${account}`, 32))

const nonce = Buffer.alloc(12)
const TAG = 16
