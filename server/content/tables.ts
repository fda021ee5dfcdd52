/** What the content store keeps in LMDB, and the changes that one group makes to it, all of them or none. */
import type { Database } from 'lmdb'
import { closeEnvironment, openEnvironment, written } from '../lmdb.ts'

/** A text by its commitment: its key's slot, and who wrote it as soon as that is recorded. */
export interface StoredText {
  readonly slot: number
  /** The author's account. Absent while no transaction with this text is recorded. */
  readonly author?: string
  /** Where the first transaction with this text stands in the log. */
  readonly index?: number
}

/** Stays for ever, so that an erased text is not taken in again. */
export interface ErasedText {
  readonly erased: true
}

export type TextRow = StoredText | ErasedText

/** A transaction that is on its way with a text. */
export interface Waiting {
  readonly commitment: string
  /** Of the key that signed it. */
  readonly keyId: string
  /** An act of office, which stays when its author leaves. */
  readonly official: boolean
}

/** By key; undefined removes. */
type Changes<Value> = Map<string, Value | undefined>

export interface GroupChanges {
  readonly texts: Changes<TextRow>
  readonly bodies: Changes<Buffer>
  /** By `author commitment`. */
  readonly authored: Changes<true>
  /** By transaction. */
  readonly waiting: Changes<Waiting>
}

export type Tables = ReturnType<typeof openTables>

export const openTables = (path: string) => {
  const root = openEnvironment(path)
  const texts: Database<TextRow, string> = root.openDB({ name: 'texts' })
  const bodies: Database<Buffer, string> = root.openDB({ name: 'bodies', encoding: 'binary' })
  const authored: Database<true, string> = root.openDB({ name: 'authored' })
  const waiting: Database<Waiting, string> = root.openDB({ name: 'waiting' })
  const progress: Database<number, string> = root.openDB({ name: 'progress' })

  /** Readable when it resolves; on the disk after `flushed`. */
  const commit = async (changes: GroupChanges): Promise<void> => {
    const writing = root.batch(() => {
      write(texts, changes.texts)
      write(bodies, changes.bodies)
      write(authored, changes.authored)
      write(waiting, changes.waiting)
    })
    await written(writing)
  }

  return {
    text: (commitment: string): TextRow | undefined => texts.get(commitment),
    body: (commitment: string): Buffer | undefined => bodies.get(commitment),
    usedSlots: (): Set<number> =>
      new Set(texts.getRange().flatMap(({ value }) => ('slot' in value ? [value.slot] : []))),
    /** Commitments of the author's texts, but for acts of office. */
    authoredBy: (author: string): string[] =>
      [...authored.getKeys({ start: `${author} `, end: `${author}!` })].map((key) =>
        key.slice(author.length + 1),
      ),
    waiting: (): Iterable<readonly [transaction: string, Waiting]> =>
      waiting.getRange().map(({ key, value }) => [key, value] as const),
    commit,
    flushed: async (): Promise<void> => void (await written(root.flushed)),
    /** Entries of the log whose erasures are done. */
    followed: (): number => progress.get('followed') ?? 0,
    setFollowed: async (size: number): Promise<void> => void (await written(progress.put('followed', size))),
    close: () => closeEnvironment(root),
  }
}

export const authoredKey = (author: string, commitment: string): string => `${author} ${commitment}`

const write = <Value>(database: Database<Value, string>, changes: Changes<Value>): void => {
  for (const [key, value] of changes) {
    if (value === undefined) void database.remove(key)
    else void database.put(key, value)
  }
}
