/**
 * Keys that encrypt keys, from a file: a line each of 64 hexadecimal digits. The first one wraps, all of them unwrap, so
 * that a new key is put above the old ones, and these are removed when nothing is wrapped under them any more.
 */
import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto'
import type { KeyService } from './key-service.ts'

/** The key of a demonstration. Anyone can compute it, and production refuses it. */
export const developmentVaultKey: string = hash('sha256', 'maru development key: vault')

/** Throws with a sentence when the file is not as it should be. */
export const keyFileService = (text: string): KeyService => {
  const keys = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  if (keys.length === 0 || keys.some((key) => !/^[0-9a-f]{64}$/.test(key)))
    throw new Error('a key of the vault is 64 hexadecimal digits on a line of its own')
  const byName = new Map(keys.map((key) => [nameOf(key), Buffer.from(key, 'hex')]))
  const newest = `file:${nameOf(keys[0]!)}:`
  return {
    newest: () => Promise.resolve(newest),
    wrap: (key, subject) => {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', byName.get(nameOf(keys[0]!))!, nonce)
      cipher.setAAD(Buffer.from(subject))
      const sealed = Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()])
      return Promise.resolve(newest + sealed.toString('base64'))
    },
    // A rejection, not an exception: a key service over the network has nothing else.
    unwrap: async (wrapped, subject) => {
      const [, name = '', base64 = ''] = /^file:([0-9a-f]{8}):([A-Za-z0-9+/=]+)$/.exec(wrapped) ?? []
      const key = byName.get(name)
      if (!key) throw new Error(`the vault's key file has no key ${name}: put it below the others`)
      const sealed = Buffer.from(base64, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG })
      decipher.setAAD(Buffer.from(subject)).setAuthTag(sealed.subarray(-TAG))
      return Promise.resolve(Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]))
    },
  }
}

export const hasDevelopmentVaultKey = (text: string): boolean => text.includes(developmentVaultKey)

const NONCE = 12
const TAG = 16

/** By which what is wrapped names its key, which it does not tell. */
const nameOf = (key: string): string => hash('sha256', `maru vault key ${key}`).slice(0, 8)
