/** Ways to the roots of groups, and places in them, as this device keeps them: nothing here says that anybody voted. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { MemberPath } from '@maru/kernel/membership/tree.ts'

interface Kept extends DBSchema {
  /** By account and group: places are never given again. */
  places: { key: string; value: number }
  /** By identity commitment and root. */
  paths: { key: string; value: MemberPath }
}

/** A kilobyte each. */
export const pathsMax = 500

export const openPaths = (): Promise<IDBPDatabase<Kept>> =>
  (database ??= openDB<Kept>('maru-groups', 1, {
    upgrade: (db) => {
      db.createObjectStore('places')
      db.createObjectStore('paths')
    },
  }))

let database: Promise<IDBPDatabase<Kept>> | undefined

export const forgetPaths = async (): Promise<void> => {
  const kept = await openPaths()
  await kept.clear('paths')
  await kept.clear('places')
}
