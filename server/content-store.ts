/**
 * Text that lives off the ledger, by its commitment. Text is written before the transaction that commits to it is
 * submitted, so that nothing recorded lacks its text. Until the outcome is known it stands as pending in the same
 * file: after a crash the ledger is asked what became of it.
 */
import { hash } from 'node:crypto'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { commitContent } from '@maru/services/content-commitment.ts'
import { open, type Database } from 'lmdb'

export interface ContentItem {
  readonly salt: Uint8Array
  readonly content: unknown
}

export interface ContentStore {
  /** Whether this is the text of the commitment. */
  readonly fits: (commitment: string, item: ContentItem) => boolean
  /**
   * Durable when it resolves. `transaction` is the id of the one that is about to be submitted, whose outcome settles
   * the text; without one the text stays.
   */
  readonly put: (commitment: string, item: ContentItem, transaction?: string) => Promise<void>
  /** Text that no transaction has recorded and none is waiting to is removed. */
  readonly settle: (commitment: string, transaction: string, recorded: boolean) => Promise<void>
  /** Undefined also for text that no longer fits its commitment. */
  readonly get: (commitment: string) => ContentItem | undefined
  readonly remove: (commitment: string) => Promise<void>
  /** Settles what a crash left open. */
  readonly recover: (isRecorded: (transaction: string) => Promise<boolean>) => Promise<void>
  readonly close: () => Promise<void>
}

export const openContentStore = ({ folder }: { readonly folder: string }): ContentStore => {
  const root = open({ path: folder, noSubdir: false, maxDbs: 4, encoding: 'msgpack' })
  const items = root.openDB<StoredItem, string>({ name: 'items' })
  const pending = root.openDB<true, string>({ name: 'pending' })
  const settle = (commitment: string, transaction: string, recorded: boolean): Promise<void> =>
    root.transaction(() => {
      void pending.remove(pendingKey(commitment, transaction))
      const stored = items.get(commitment)
      if (!stored || stored.recorded) return
      if (recorded) void items.put(commitment, { ...stored, recorded })
      else if (!hasPending(pending, commitment)) void items.remove(commitment)
    })
  return {
    fits,
    put: async (commitment, { salt, content }, transaction) => {
      await root.transaction(() => {
        const recorded = (items.get(commitment)?.recorded ?? false) || transaction === undefined
        void items.put(commitment, { salt, json: JSON.stringify(content), recorded })
        if (transaction !== undefined) void pending.put(pendingKey(commitment, transaction), true)
      })
      await root.flushed
    },
    settle,
    get: (commitment) => {
      const item = read(items.get(commitment))
      return item && fits(commitment, item) ? item : undefined
    },
    remove: async (commitment) => {
      await items.remove(commitment)
      await root.flushed
    },
    recover: async (isRecorded) => {
      for (const key of [...pending.getKeys()]) {
        const [commitment, transaction] = key.split(' ') as [string, string]
        await settle(commitment, transaction, await isRecorded(transaction))
      }
    },
    close: () => root.close(),
  }
}

const fits = (commitment: string, { salt, content }: ContentItem): boolean =>
  bytesToHex(commitContent(sha256, salt, content)) === commitment

const sha256 = (data: Uint8Array): Uint8Array => hash('sha256', data, 'buffer')

interface StoredItem {
  readonly salt: Uint8Array
  /** As JSON, so that what is read is what was checked, whatever the store's own encoding does. */
  readonly json: string
  readonly recorded: boolean
}

const pendingKey = (commitment: string, transaction: string): string => `${commitment} ${transaction}`

const hasPending = (pending: Database<true, string>, commitment: string): boolean =>
  [...pending.getKeys({ start: `${commitment} `, end: `${commitment}!`, limit: 1 })].length > 0

const read = (stored: StoredItem | undefined): ContentItem | undefined =>
  stored && { salt: new Uint8Array(stored.salt), content: JSON.parse(stored.json) as unknown }
