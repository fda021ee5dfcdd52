/**
 * Moves old bundles of the log out of a data folder, and back. A bundle is copied, read back from the store, held against
 * the tree, and only then deleted here, so that a stop at any moment leaves it in one place at least. Tiles stay: they are
 * small, every proof needs them, and what comes back is judged by them.
 */
import { dirname } from 'node:path'
import { entriesPath, TILE_WIDTH } from '@maru/kernel/log/tile.ts'
import { DamageError } from '../errors.ts'
import type { Files } from '../files.ts'
import type { LogStore } from './log-store.ts'
import { openPublished } from './published.ts'
import { readStoreSettings, removeStoreSettings, writeStoreSettings, type StoreSettings } from './settings.ts'

export interface MoveOptions {
  readonly files: Files
  /** A data folder; whether a ledger has it open does not matter. */
  readonly folder: string
  readonly store: LogStore
  readonly onProgress?: (done: number, total: number) => void
  readonly limits?: Partial<MoveLimits>
}

export interface MoveLimits {
  /** So many of the newest full bundles stay, however old: what follows the log reads them at each start. */
  readonly newestKept: number
  readonly atOnce: number
  readonly timeMs: number
}

const defaultLimits: MoveLimits = { newestKept: 64, atOnce: 4, timeMs: 60_000 }

export interface Moved {
  readonly bundles: number
  readonly bytes: number
}

/** Moves what was recorded before this time, in milliseconds since 1970, to where the settings say. */
export const moveBundles = async (
  options: MoveOptions,
  settings: StoreSettings,
  before: number,
): Promise<Moved> => {
  const { files, folder, store, onProgress } = options
  const { newestKept, atOnce, timeMs } = { ...defaultLimits, ...options.limits }
  const log = openPublished(files, folder)
  refuseOther(readStoreSettings(files, folder), settings, log.away().length > 0)
  await writeStoreSettings(files, folder, settings)

  const move = async (index: number): Promise<Moved> => {
    const found = log.read(index)
    // Somebody else moves too.
    if (!found) return nothing
    const path = entriesPath(index, TILE_WIDTH)
    await store.write(path, found.bytes, AbortSignal.timeout(timeMs))
    const back = await store.read(path, AbortSignal.timeout(timeMs))
    log.check(`${store.name}/${path}`, back ?? new Uint8Array(0), index)
    files.remove(log.place(index))
    return { bundles: 1, bytes: found.bytes.length }
  }

  const end = Math.max(1, log.count - newestKept)
  const here = Array.from({ length: end }, (_, index) => index).filter(
    (index) => index > 0 && log.isHere(index),
  )
  let moved = nothing
  for (let at = 0; at < here.length; at += atOnce) {
    onProgress?.(at, here.length)
    const batch = here.slice(at, at + atOnce)
    const old = batch.filter((index) => log.endsBefore(index, before))
    moved = sumOf([moved, ...(await Promise.all(old.map(move)))])
    // The log is in the order of time.
    if (old.length < batch.length) break
  }
  onProgress?.(here.length, here.length)
  return moved
}

/** Brings all back, and forgets the store when they are here. */
export const fetchBundles = async (options: MoveOptions): Promise<Moved> => {
  const { files, folder, store, onProgress } = options
  const { atOnce, timeMs } = { ...defaultLimits, ...options.limits }
  const log = openPublished(files, folder)

  const bring = async (index: number): Promise<Moved> => {
    const path = entriesPath(index, TILE_WIDTH)
    const bytes = await store.read(path, AbortSignal.timeout(timeMs))
    if (!bytes) throw new DamageError(`${store.name}/${path}`, 'the file is missing')
    log.check(`${store.name}/${path}`, bytes, index)
    await files.replace(log.place(index), bytes)
    files.syncFolder(dirname(log.place(index)))
    return { bundles: 1, bytes: bytes.length }
  }

  const away = log.away()
  let fetched = nothing
  for (let at = 0; at < away.length; at += atOnce) {
    onProgress?.(at, away.length)
    fetched = sumOf([fetched, ...(await Promise.all(away.slice(at, at + atOnce).map(bring)))])
  }
  onProgress?.(away.length, away.length)
  removeStoreSettings(files, folder)
  return fetched
}

const nothing: Moved = { bundles: 0, bytes: 0 }

const sumOf = (all: readonly Moved[]): Moved =>
  all.reduce(
    (sum, { bundles, bytes }) => ({ bundles: sum.bundles + bundles, bytes: sum.bytes + bytes }),
    nothing,
  )

const refuseOther = (
  known: StoreSettings | undefined,
  { to }: StoreSettings,
  isSomethingAway: boolean,
): void => {
  if (known && known.to !== to && isSomethingAway)
    throw new Error(`bundles of this log lie at ${known.to}: bring them back first, or move to there`)
}
