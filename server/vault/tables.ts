/** What is stored of the vault, in one LMDB environment. No name or date stands in it but as ciphertext. */
import type { Database } from 'lmdb'
import { closeEnvironment, openEnvironment, requireRoom, written } from '../lmdb.ts'
import type { ReadRow } from './read-log.ts'

export interface PersonRow {
  /** Of the half of the key that erasing overwrites. */
  readonly slot: number
  /** The other half, as the key service wrapped it. */
  readonly wrapped: string
  readonly body: Buffer
  /** Not 19 yet: the groups change on birthdays. */
  readonly isGrowing?: true
  /** The enrolment that is under way; absent when it is recorded. */
  readonly waiting?: Waiting
}

export interface Waiting {
  readonly transaction: string
  readonly validUntil: number
  /** Of one who comes back: until when the tags stay taken if nothing comes of it. */
  readonly freeAt?: number
}

/** The tags by which an account's person is known, which outlive the person for a while. */
export interface Holder {
  readonly tags: readonly string[]
  /** Of one who has left: from then on they are free, in milliseconds since 1970. */
  readonly freeAt?: number
}

export type Tables = ReturnType<typeof openTables>

export const openTables = (path: string) => {
  const root = openEnvironment(path)
  const persons: Database<PersonRow, string> = root.openDB({ name: 'persons' })
  const holders: Database<Holder, string> = root.openDB({ name: 'holders' })
  /** [tag, account]: whether the person's identifier is known too. */
  const tags: Database<boolean, [tag: string, account: string]> = root.openDB({ name: 'tags' })
  /** Accounts by the transaction that enrols them. */
  const waiting: Database<string, string> = root.openDB({ name: 'waiting' })
  const settings: Database<string, string> = root.openDB({ name: 'settings' })
  /** By their numbers, which leave none out. */
  const reads: Database<ReadRow, number> = root.openDB({ name: 'reads' })
  const readsOf: Database<true, [subject: string, number: number]> = root.openDB({ name: 'reads-of' })
  return {
    persons,
    holders,
    tags,
    waiting,
    settings,
    reads,
    readsOf,
    /** One after another, and all that the callback writes or nothing. On the disk when it resolves. */
    transaction: async <Outcome>(run: () => Outcome): Promise<Outcome> => {
      const outcome = await written(root.transaction(run))
      await written(root.flushed)
      return outcome
    },
    requireRoom: () => requireRoom(path, 0),
    close: () => closeEnvironment(root),
  }
}
