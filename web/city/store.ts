/** What stays on this device, in IndexedDB: keys that cannot be taken out, receipts, and acts that wait for the network. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Algorithm } from '@maru/kernel/crypto/host.ts'
import type { Person } from './persons.ts'

export interface DeviceKey {
  readonly keyId: string
  /** The account it speaks for: its own, or the one it was added to. */
  readonly account: string
  readonly chain: string
  readonly algorithm: Algorithm
  readonly publicKey: Uint8Array
  readonly privateKey: CryptoKey
  /** Made, but not of its account yet: another device has to sign that. */
  readonly isJoining?: true
}

export interface Receipt {
  readonly id: string
  readonly chain: string
  readonly account: string
  readonly index: number
  readonly height: number
  /** Of the block, in milliseconds since 1970. */
  readonly time: number
  readonly service: string
  readonly action: string
  /** The page it belongs to, and what that was called then. */
  readonly about: string
  readonly title: string
  /** The `.tlog-proof` file. */
  readonly proof: string
}

interface Kept extends DBSchema {
  keys: { key: string; value: DeviceKey }
  receipts: { key: string; value: Receipt; indexes: { byIndex: number } }
  outbox: { key: string; value: Waiting }
}

/** An act that has not been answered yet. */
export interface Waiting {
  readonly key: string
  readonly person: Person
  readonly wish: StoredWish
  readonly since: number
  /** Signed already: the same bytes go out again, so that it cannot count twice. */
  readonly signed?: { readonly id: string; readonly bytes: Uint8Array; readonly validUntil: number }
}

export interface StoredWish {
  readonly chain: string
  readonly service: string
  readonly action: string
  readonly input: { readonly [field: string]: StoredValue }
  /** Its commitment goes into the input as `content`. */
  readonly text?: { readonly content: object; readonly salt: Uint8Array }
  readonly about: string
  readonly title: string
}

export type StoredValue =
  | string
  | number
  | boolean
  | null
  | Uint8Array
  | readonly StoredValue[]
  | { readonly [field: string]: StoredValue }

/** Receipts and keys are for keeps: asks the browser not to clear them when it needs room. It may say no. */
export const keepForGood = async (): Promise<void> => {
  await navigator.storage?.persist?.()
}

let database: Promise<IDBPDatabase<Kept>> | undefined

export const openStore = (): Promise<IDBPDatabase<Kept>> =>
  (database ??= openDB<Kept>('maru', 1, {
    upgrade: (db) => {
      db.createObjectStore('keys', { keyPath: 'keyId' })
      db.createObjectStore('receipts', { keyPath: 'id' }).createIndex('byIndex', 'index')
      db.createObjectStore('outbox', { keyPath: 'key' })
    },
  }))
