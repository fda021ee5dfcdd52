/**
 * The recovery secret on this device, by which one votes without a name. It lies in a database of its own, sealed by a
 * key that WebCrypto gives out to nobody: a copy of the files is not enough, a script of this app would be. The made-up
 * people of a demonstration have secrets that everybody knows, as their keys are.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { developmentVotingSecret } from '@maru/client/membership/development.ts'
import type { Person } from './persons.ts'

interface Kept extends DBSchema {
  secrets: {
    key: string
    value: {
      readonly account: string
      readonly key: CryptoKey
      readonly iv: Uint8Array<ArrayBuffer>
      readonly sealed: ArrayBuffer
    }
  }
}

export const keepVotingSecret = async (account: string, secret: Uint8Array): Promise<void> => {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, Uint8Array.from(secret))
  await (await open()).put('secrets', { account, key, iv, sealed })
}

/** Undefined where this device has none: then it has to be typed in, or made. */
export const votingSecretOf = async (person: Person): Promise<Uint8Array | undefined> => {
  if (person.kind === 'demonstration') return developmentVotingSecret(person.account)
  const kept = await (await open()).get('secrets', person.account)
  if (!kept) return undefined
  const { key, iv, sealed } = kept
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed))
}

export const forgetVotingSecrets = async (): Promise<void> => (await open()).clear('secrets')

const open = (): Promise<IDBPDatabase<Kept>> =>
  (database ??= openDB<Kept>('maru-voting', 1, {
    upgrade: (db) => void db.createObjectStore('secrets', { keyPath: 'account' }),
  }))

let database: Promise<IDBPDatabase<Kept>> | undefined
