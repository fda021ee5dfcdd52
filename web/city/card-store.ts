/** Cards on this device, with the keys they are bound to, which cannot be taken out, and what was shown to whom. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { HolderKey } from '@maru/client/wallet/holder-key.ts'
import { keepForGood } from './store.ts'

export interface CardCopy {
  /** The SD-JWT as it was issued. */
  readonly text: string
  readonly key: HolderKey
}

export interface HeldCard {
  readonly account: string
  readonly chain: string
  readonly type: string
  /** All that the card says; what is shown of it is chosen each time. */
  readonly claims: { readonly [name: string]: unknown }
  readonly copies: readonly CardCopy[]
  /** Which copy is shown next, so that two facilities do not see the same one while there are others. */
  readonly next: number
  readonly receivedAt: number
}

/** Kept here and nowhere else. */
export interface Shown {
  readonly id?: number
  readonly account: string
  readonly at: number
  readonly to: string
  readonly claims: readonly string[]
  readonly how: 'online' | 'code' | 'declined'
}

interface Kept extends DBSchema {
  cards: { key: string; value: HeldCard }
  shown: { key: number; value: Shown; indexes: { byAccount: string } }
}

/** More than a year of daily visits; the oldest go first. */
const shownMax = 500

let database: Promise<IDBPDatabase<Kept>> | undefined

const openStore = (): Promise<IDBPDatabase<Kept>> =>
  (database ??= openDB<Kept>('maru-cards', 1, {
    upgrade: (db) => {
      db.createObjectStore('cards', { keyPath: 'account' })
      db.createObjectStore('shown', { keyPath: 'id', autoIncrement: true }).createIndex(
        'byAccount',
        'account',
      )
    },
  }))

/** Null when this device has none. */
export const heldCard = async (account: string): Promise<HeldCard | null> =>
  (await (await openStore()).get('cards', account)) ?? null

export const holdCard = async (card: HeldCard): Promise<void> => {
  await (await openStore()).put('cards', card)
  void keepForGood()
}

/** The copy to show now; the next time it is another. */
export const takeCopy = async (card: HeldCard): Promise<CardCopy> => {
  const copy = card.copies[card.next % card.copies.length] as CardCopy
  await (await openStore()).put('cards', { ...card, next: card.next + 1 })
  return copy
}

export const dropCard = async (account: string): Promise<void> => (await openStore()).delete('cards', account)

export const noteShown = async (shown: Shown): Promise<void> => {
  const store = await openStore()
  await store.add('shown', shown)
  const keys = await store.getAllKeys('shown')
  for (const key of keys.slice(0, Math.max(0, keys.length - shownMax))) await store.delete('shown', key)
}

/** The newest first. */
export const shownBy = async (account: string): Promise<Shown[]> =>
  (await (await openStore()).getAllFromIndex('shown', 'byAccount', account)).toReversed()

export const forgetShown = async (account: string): Promise<void> => {
  const store = await openStore()
  for (const key of await store.getAllKeysFromIndex('shown', 'byAccount', account))
    await store.delete('shown', key)
}

/** For who takes everything off the device. */
export const forgetCards = async (): Promise<void> => {
  const store = await openStore()
  await store.clear('cards')
  await store.clear('shown')
}
