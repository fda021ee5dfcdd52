/**
 * The state at the last flush, in LMDB: rows, pages of the state tree, where each transaction stands, and one record
 * of how far all of it reaches. Each value carries a CRC-32 over its key and itself: a disk that lies is found out at
 * the read, by name.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import { open, type Database, type Transaction } from 'lmdb'
import { decode, encode } from '@maru/kernel/codec/cbor.ts'
import type { Range, View } from '@maru/kernel/state/view.ts'
import { DamageError } from './errors.ts'

/** How far the flushed state reaches. */
export interface Reach {
  readonly height: number
  readonly time: number
  readonly size: number
  /** The last block of an outer consensus in it, also one in which nothing was recorded. */
  readonly consensusHeight?: number
  readonly stateRoot: Uint8Array
  /** Root of the log's tree at `size`. */
  readonly root: Uint8Array
  readonly checkpoint: string
}

export interface Flushed {
  readonly rows: ReadonlyMap<string, Uint8Array | undefined>
  readonly pages: ReadonlyMap<string, Uint8Array | undefined>
  readonly ids: ReadonlyMap<string, number>
  /** Absent while a folder is being made and reaches nowhere yet. */
  readonly reach?: Reach
}

export interface FrozenRows {
  /** The next rows in the order of their keys, at most so many; an empty list is the end. */
  readonly rowsAfter: (after: string, limit: number) => (readonly [key: string, value: Uint8Array])[]
  readonly release: () => void
}

export interface Store {
  readonly rows: View
  readonly keysAfter: (after: string, limit: number) => string[]
  readonly page: (path: string) => Uint8Array | undefined
  /** The log index of the transaction, or of another whose id starts with the same 8 bytes. */
  readonly indexOf: (id: string) => number | undefined
  readonly reach: () => Reach | undefined
  /** The rows as they are now, to be read while others are written, until they are released. */
  readonly freeze: () => FrozenRows
  /** All of it or nothing, and on the disk when it resolves. */
  readonly commit: (flushed: Flushed) => Promise<void>
  readonly close: () => Promise<void>
}

export const openStore = (path: string): Store => {
  // An overlapping sync would answer before the commit is on the disk.
  const environment = open({
    path,
    noSubdir: false,
    overlappingSync: false,
    eventTurnBatching: false,
    maxDbs: 4,
    encoding: 'binary',
    keyEncoder,
  } as object)
  const table = (name: string) =>
    createTable(environment.openDB(name, { encoding: 'binary', keyEncoder } as object), `${path}, ${name}`)
  const [rows, pages, ids, meta] = [table('rows'), table('pages'), table('ids'), table('meta')]

  const commit = async (flushed: Flushed): Promise<void> => {
    try {
      await environment.batch(() => {
        for (const [key, value] of flushed.rows) rows.put(key, value)
        for (const [key, value] of flushed.pages) pages.put(key, value)
        for (const [id, index] of flushed.ids) ids.put(idKey(id), indexBytes(index))
        if (flushed.reach) meta.put(REACH, encode(flushed.reach))
      })
      await environment.flushed
    } catch (error) {
      throw new Error(`${path} could not be written: ${await messageOf(error)}`, { cause: error })
    }
    // A read transaction of this turn would go on showing what was there before.
    environment.resetReadTxn()
  }

  return {
    rows,
    keysAfter: rows.keysAfter,
    page: pages.get,
    indexOf: (id) => {
      const bytes = ids.get(idKey(id))
      return bytes && Buffer.from(bytes).readUIntBE(0, 6)
    },
    reach: () => {
      const bytes = meta.get(REACH)
      return bytes && (decode(bytes) as unknown as Reach)
    },
    freeze: () => {
      const transaction = environment.useReadTransaction()
      return {
        rowsAfter: (after, limit) => rows.rowsAfter(after, limit, transaction),
        release: () => transaction.done(),
      }
    },
    commit,
    close: () => environment.close(),
  }
}

/** lmdb tells the cause by a promise in its error, which ends the process when nobody listens. */
const messageOf = async (failed: unknown): Promise<string> => {
  const { message, commitError } = failed as Error & { readonly commitError?: Promise<never> }
  return commitError ? Promise.race([causeOf(commitError), wait(CAUSE_MS, message)]) : message
}

const causeOf = async (failing: Promise<never>): Promise<string> => {
  try {
    return await failing
  } catch (failure) {
    return (failure as Error).message
  }
}

const CAUSE_MS = 1_000

const REACH = 'reach'

/** Keys of the state are bytes already, one a character. */
const keyEncoder = {
  writeKey: (key: string, target: Buffer, at: number): number => at + target.write(key, at, 'latin1'),
  readKey: (source: Buffer, start: number, end: number): string => source.toString('latin1', start, end),
}

const createTable = (database: Database<Buffer, string>, name: string) => {
  const open = (key: string, stored: Buffer): Uint8Array => {
    const value = new Uint8Array(stored.buffer, stored.byteOffset, stored.length - CRC)
    if (crc32(value, crc32(key)) === stored.readUInt32BE(value.length)) return value
    throw new DamageError(
      name,
      `the value of key ${Buffer.from(key, 'latin1').toString('hex')} is not what was written`,
    )
  }
  return {
    get: (key: string): Uint8Array | undefined => {
      const stored = database.getBinary(key)
      return stored && open(key, stored)
    },
    *range({ from, to, limit, reverse = false }: Range) {
      const range = reverse
        ? { start: to, end: from, exclusiveStart: true, inclusiveEnd: true, reverse, limit }
        : { start: from, end: to, limit }
      for (const { key, value } of database.getRange(range)) yield [key, open(key, value)] as const
    },
    keysAfter: (after: string, limit: number): string[] => [
      ...database.getKeys({ start: after === '' ? FIRST_KEY : `${after}\0`, limit }),
    ],
    rowsAfter: (after: string, limit: number, transaction: Transaction) =>
      Array.from(
        database.getRange({ start: after === '' ? FIRST_KEY : `${after}\0`, limit, transaction }),
        ({ key, value }) => [key, open(key, value)] as const,
      ),
    put: (key: string, value: Uint8Array | undefined): void => {
      if (value === undefined) return void database.remove(key)
      const stored = Buffer.allocUnsafe(value.length + CRC)
      stored.set(value)
      stored.writeUInt32BE(crc32(value, crc32(key)), value.length)
      void database.put(key, stored)
    },
  }
}

const CRC = 4

/** Without a start, lmdb would hand undefined to the key encoder. */
const FIRST_KEY = '\0'

const idKey = (id: string): string => Buffer.from(id.slice(0, 16), 'hex').toString('latin1')

const indexBytes = (index: number): Buffer => {
  const bytes = Buffer.allocUnsafe(6)
  bytes.writeUIntBE(index, 0, 6)
  return bytes
}
