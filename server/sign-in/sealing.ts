/**
 * What is kept of signing in is encrypted under keys that lie wrapped beside it (../vault/key-service.ts), one for each
 * group of tables. By what a row is found says nothing either: accounts, services, tokens and the like stand in it as
 * HMAC-SHA-256 under a key of its own. When the key that wraps is changed, the four are wrapped anew and no row is touched.
 */
import { createHmac, randomBytes } from 'node:crypto'
import type { Database } from 'lmdb'
import type { KeyService } from '../vault/key-service.ts'
import { open, seal } from './xaes.ts'

export const groups = ['under way', 'consents', 'passkeys'] as const
export type Group = (typeof groups)[number]

export interface Sealing {
  /** Sealed for this place: in another one it does not open. */
  readonly seal: (group: Group, place: string, text: Buffer) => Buffer
  readonly open: (group: Group, place: string, sealed: Buffer) => Buffer
  /** For keys of rows. What is hidden as one kind is another text as another. */
  readonly hidden: (kind: string, text: string) => string
}

export interface SealingOptions {
  /** [the key's name]: wrapped. */
  readonly keys: Database<string, string>
  readonly keyService: KeyService
  readonly transaction: (run: () => void) => Promise<void>
}

const hiding = 'hiding'

/** Makes the keys where there are none, and wraps anew what is not under the newest. */
export const openSealing = async ({ keys, keyService, transaction }: SealingOptions): Promise<Sealing> => {
  const newest = await keyService.newest()
  const opened = new Map<string, Buffer>()
  const wrapped = new Map<string, string>()
  for (const name of [...groups, hiding]) {
    const before = keys.get(name)
    const key = before === undefined ? randomBytes(32) : await keyService.unwrap(before, subjectOf(name))
    opened.set(name, key)
    if (before?.startsWith(newest) !== true) wrapped.set(name, await keyService.wrap(key, subjectOf(name)))
  }
  if (wrapped.size > 0) await transaction(() => wrapped.forEach((text, name) => void keys.put(name, text)))
  return {
    seal: (group, place, text) => seal(opened.get(group)!, Buffer.from(place), text),
    open: (group, place, sealed) => open(opened.get(group)!, Buffer.from(place), sealed),
    hidden: (kind, text) =>
      createHmac('sha256', opened.get(hiding)!)
        .update(JSON.stringify([kind, text]))
        .digest('base64url'),
  }
}

const subjectOf = (name: string): string => `sign-in key: ${name}`
