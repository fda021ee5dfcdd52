/**
 * Texts and their keys on the disk. Each change waits for the group it falls into, which makes first its keys and then
 * its rows durable, with one fsync each: a crash in between leaves a key without a text or a text without a key, never
 * a text of someone else's under a key that should be gone.
 */
import { join } from 'node:path'
import { requireRoom } from '../lmdb.ts'
import { createGroups } from './groups.ts'
import { openKeyFile } from './key-file.ts'
import { encodeText, openText, type ContentItem } from './sealed-text.ts'
import { stageJobs, type Job } from './stage.ts'
import { openTables, type Waiting } from './tables.ts'
import { createWaitingList } from './waiting-list.ts'

/** An erased text is refused for ever. */
export type TextRefusal = 'S10-busy' | 'S19-content-erased'

export interface Texts {
  /**
   * Durable when it resolves to undefined. The transaction is about to be submitted: `record` or `drop` tells its
   * outcome.
   */
  readonly put: (transaction: string, waiting: Waiting, item: ContentItem) => Promise<TextRefusal | undefined>
  /** The transaction stands in the log at `index`. Nothing happens when none of this id is waited for. */
  readonly record: (transaction: string, author: string, index: number) => Promise<void>
  /** The transaction was refused: a text that is neither recorded nor waited for by another is destroyed. */
  readonly drop: (transaction: string) => Promise<void>
  /** Undefined also for text whose bytes are damaged: they no longer fit their key. */
  readonly get: (commitment: string) => ContentItem | undefined
  readonly isErased: (commitment: string) => boolean
  /** The account that brought the text; undefined while it is not recorded, or erased. */
  readonly authorOf: (commitment: string) => string | undefined
  /**
   * Destroys the text and its salt, if it is the author's and was recorded before entry `before` of the log. When it
   * resolves, nothing on the disk leads back to them. The commitment is remembered as erased.
   */
  readonly erase: (commitment: string, author: string, before: number) => Promise<void>
  /** The same for all texts of an author but acts of office. */
  readonly eraseAllOf: (author: string, before: number) => Promise<void>
  readonly waiting: () => readonly (readonly [transaction: string, Waiting])[]
  readonly waitingFor: (transaction: string) => Waiting | undefined
  /** Entries of the log whose erasures are done; kept for the next start, which goes on from there. */
  readonly followed: () => number
  readonly setFollowed: (size: number) => Promise<void>
  readonly close: () => Promise<void>
}

export const openTexts = (folder: string, { waitingBytesMax = 64 * 1024 * 1024 } = {}): Texts => {
  const tables = openTables(folder)
  const used = tables.usedSlots()
  const keys = openKeyFile(join(folder, 'keys'), (slot) => used.has(slot))
  const waitingList = createWaitingList(tables.waiting())
  let failure: Error | undefined
  let waitingBytes = 0

  /** First the keys, then the rows: one fsync each for the whole group. */
  const run = async (jobs: readonly Job[]): Promise<void> => {
    if (failure) throw failure
    const textsBytes = sum(jobs.map((job) => (job.kind === 'put' ? job.text.length : 0)))
    if (textsBytes > 0) requireRoom(folder, 2 * textsBytes)
    try {
      const staged = stageJobs({ tables, keys, waitingList }, jobs)
      const { changes, doomedSlots } = staged
      for (const slot of doomedSlots) keys.erase(slot)
      const changesKeys = staged.hasNewKeys || doomedSlots.length > 0
      if (changesKeys) await keys.sync()
      await tables.commit(changes)
      if (changesKeys || staged.hasNewWaiting) await tables.flushed()
      // Not before: a row that a crash brings back must not name the key of another text.
      for (const slot of doomedSlots) keys.free(slot)
    } catch (error) {
      // What is on the disk and what is in memory may differ now: only a new start knows.
      failure = error as Error
      throw error
    }
  }
  const { add, idle } = createGroups(groupSizeMax, run)

  const keyOf = (commitment: string): Buffer | undefined => {
    const row = tables.text(commitment)
    return row && 'slot' in row ? keys.read(row.slot) : undefined
  }
  const isErased = (commitment: string): boolean => {
    const row = tables.text(commitment)
    return row !== undefined && ('erased' in row || keys.read(row.slot) === undefined)
  }

  return {
    put: async (transaction, waiting, item) => {
      const text = encodeText(item)
      if (waitingBytes + text.length > waitingBytesMax) return 'S10-busy'
      waitingBytes += text.length
      await add({ kind: 'put', transaction, waiting, text }).finally(() => (waitingBytes -= text.length))
      return isErased(waiting.commitment) ? 'S19-content-erased' : undefined
    },
    record: (transaction, author, index) => add({ kind: 'record', transaction, author, index }),
    drop: (transaction) => add({ kind: 'drop', transaction }),
    get: (commitment) => {
      const key = keyOf(commitment)
      const body = key && tables.body(commitment)
      return key && body && openText(key, commitment, body)
    },
    isErased,
    authorOf: (commitment) => {
      const row = tables.text(commitment)
      return row && 'author' in row ? row.author : undefined
    },
    erase: (commitment, author, before) => add({ kind: 'erase', commitment, author, before }),
    eraseAllOf: (author, before) => add({ kind: 'erase-all', author, before }),
    waiting: waitingList.entries,
    waitingFor: waitingList.get,
    followed: tables.followed,
    setFollowed: tables.setFollowed,
    close: async () => {
      await idle()
      await tables.close()
      keys.close()
    },
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** Texts that share their fsyncs; more would only make the first of them wait. */
const groupSizeMax = 256
