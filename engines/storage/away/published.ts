/** The bundles of a log as it was published last: what is newer is being written, and not old. */
import { dirname, join } from 'node:path'
import { decodeEntry } from '@maru/kernel/entry.ts'
import { parseCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { parseNote } from '@maru/kernel/log/note.ts'
import { entriesPath, TILE_WIDTH } from '@maru/kernel/log/tile.ts'
import { checkBundle } from '../bundle-check.ts'
import { DamageError } from '../errors.ts'
import type { Files } from '../files.ts'
import { openLogFiles } from '../log-files.ts'
import { openLogTree } from '../log-tree.ts'

/** Read from the files of a data folder alone, whether or not a ledger has it open. */
export const openPublished = (files: Files, folder: string) => {
  const logFiles = openLogFiles(files, join(folder, 'log'))
  const tree = openLogTree(logFiles, publishedOf(logFiles.checkpoint(), folder))
  /** Of full bundles. */
  const count = Math.floor(tree.size / TILE_WIDTH)
  const place = (index: number): string => join(folder, 'log', entriesPath(index, TILE_WIDTH))
  const namesByFolder = new Map<string, ReadonlySet<string>>()

  /** As it was when somebody asked first. */
  const isHere = (index: number): boolean => {
    const path = place(index)
    const parent = dirname(path)
    const names = namesByFolder.get(parent) ?? new Set(files.list(parent))
    namesByFolder.set(parent, names)
    return names.has(path.slice(parent.length + 1))
  }
  /** The entries; throws what is wrong with the bytes, and where they are from. */
  const check = (path: string, bytes: Uint8Array, index: number): Uint8Array[] =>
    checkBundle(tree, { path, width: TILE_WIDTH, bytes }, index, TILE_WIDTH)

  /** Undefined when it has gone meanwhile. */
  const read = (index: number) => {
    const bytes = files.read(place(index))
    return bytes && { bytes, entries: check(place(index), bytes, index) }
  }
  /** The first seal at or after its last entry says when that was recorded. */
  const endsBefore = (index: number, time: number): boolean => {
    for (let at = index; at < count; at++) {
      const entries = read(at)?.entries
      // What was moved away is old, and so is all before it.
      if (!entries) return true
      for (const bytes of at === index ? entries.slice(-1) : entries) {
        const entry = decodeEntry(bytes)
        if (entry?.kind === 'seal') return entry.seal.time < time
      }
    }
    return false
  }
  return {
    count,
    place,
    isHere,
    check,
    read,
    endsBefore,
    /** The first never leaves. */
    away: (): number[] =>
      Array.from({ length: count }, (_, index) => index).filter((index) => !isHere(index)),
  }
}

const publishedOf = (text: string | undefined, folder: string) => {
  const file = join(folder, 'log', 'checkpoint')
  if (text === undefined) throw new DamageError(file, 'the file is missing')
  const note = parseNote(text)
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note
  if (checkpoint.ok) return checkpoint.value
  throw new DamageError(file, checkpoint.message)
}
