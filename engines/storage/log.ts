/**
 * The log of one ledger: the Merkle tree, the entries not yet in files, and the files. Whatever is read back from a
 * file is compared with the tree above it (log-tree.ts): a changed file is an error that names it, never an answer.
 * That holds for bundles which were moved to a store as for those which are here.
 */
import { encodeBundle } from '@maru/kernel/log/bundle.ts'
import { formatCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { leafHash } from '@maru/kernel/log/leaf.ts'
import { signNote } from '@maru/kernel/log/signature.ts'
import { entriesPath, parseTilePath, TILE_WIDTH } from '@maru/kernel/log/tile.ts'
import { formatTlogProof } from '@maru/kernel/log/tlog-proof.ts'
import { sha256 } from '../host.ts'
import type { ReadAway } from './away/read-through.ts'
import { checkBundle, type BundleFile } from './bundle-check.ts'
import { DamageError } from './errors.ts'
import { growthOf, type Growth, type LogFiles } from './log-files.ts'
import type { LogKey } from './log-key.ts'
import { openLogTree, type StoredTree } from './log-tree.ts'
import type { Shown } from './published.ts'

export interface Log {
  readonly size: () => number
  readonly root: (size?: number) => Uint8Array
  readonly checkpoint: () => string
  /** What a checkpoint of the log with these entries too would say; nothing is added. */
  readonly textWith: (entries: readonly Uint8Array[]) => string
  /** Adds the entries and signs the new size. Not to be shown before the journal has it. */
  readonly append: (entries: readonly Uint8Array[]) => string
  /** Takes back what was added beyond this size. */
  readonly truncate: (size: number) => void
  /** Also undefined for an entry whose bundle was moved away. The first bundle and the newest never are. */
  readonly entryHere: (index: number) => Uint8Array | undefined
  readonly entry: (index: number) => Promise<Uint8Array | undefined>
  readonly tile: (path: string) => Promise<Uint8Array | undefined>
  /** Under the newest checkpoint, unless another one is given. */
  readonly proof: (index: number, under?: Shown) => Promise<string>
  /** The hashes of a proof of this entry under the log as it is. */
  readonly inclusionProof: (index: number) => readonly Uint8Array[]
  readonly consistency: (oldSize: number, newSize: number) => Uint8Array[]
  /** What is to be written now, with the checkpoint to be shown, the newest unless another one is given; `stored` when it is. */
  readonly growth: (shown?: Shown) => { readonly growth: Growth; readonly stored: () => void }
}

export interface LogStart extends StoredTree {
  /** Of the checkpoint that was shown last. */
  readonly shownSize: number
}

export interface LogPlaces {
  readonly files: LogFiles
  readonly away: ReadAway
}

export const openLog = ({ files, away }: LogPlaces, { vkey, sign }: LogKey, start: LogStart): Log => {
  const tree = openLogTree(files, start)
  const bundles = new Map<number, Uint8Array[]>()
  const widthOf = (index: number): number => Math.min(TILE_WIDTH, storedSize - index * TILE_WIDTH)

  const keepChecked = (file: BundleFile, index: number): Uint8Array[] => {
    const width = widthOf(index)
    const entries = checkBundle(tree, file, index, width)
    if (width === TILE_WIDTH) bundles.set(index, entries)
    if (bundles.size > BUNDLES_KEPT) bundles.delete(bundles.keys().next().value!)
    return entries
  }

  const readBundleHere = (index: number): Uint8Array[] | undefined => {
    const known = bundles.get(index)
    if (known) return known
    const file = files.read({ level: 'entries', index, width: widthOf(index) })
    if (file) return keepChecked(file, index)
    if (index === 0) throw missing(entriesPath(0, widthOf(0)))
    return undefined
  }

  const readBundle = async (index: number): Promise<Uint8Array[]> => {
    const here = readBundleHere(index)
    if (here) return here
    const path = entriesPath(index, TILE_WIDTH)
    const found = await away(path)
    if (!found?.bytes) throw missing(found?.path ?? path)
    // Of many who waited for it, the first has checked it.
    return (
      bundles.get(index) ?? keepChecked({ path: found.path, width: TILE_WIDTH, bytes: found.bytes }, index)
    )
  }

  const readNewest = (): Uint8Array[] => {
    const index = Math.floor(storedSize / TILE_WIDTH)
    const entries = readBundleHere(index)
    if (entries) return entries
    throw missing(entriesPath(index, widthOf(index)))
  }

  const text = (): string => formatCheckpoint({ origin: vkey.name, size: tree.size, root: tree.root() })

  let storedSize = start.size
  // Signed anew: a folder that a network was made from has another key here than where it comes from.
  let checkpoint = storedSize > 0 ? signNote(text(), vkey, sign) : ''
  let checkpointBefore = checkpoint
  let shownBefore = start.shownSize
  /** The entries from the start of the first bundle that is not full on the disk. */
  let recentFrom = storedSize - (storedSize % TILE_WIDTH)
  let recent: Uint8Array[] = storedSize > recentFrom ? readNewest() : []

  const recentEntries = (from: number, to: number): readonly Uint8Array[] =>
    recent.slice(from - recentFrom, to - recentFrom)

  /** Of one bundle; undefined when that was moved away, so that nobody needs its partial file any more. */
  const entriesNear = (from: number, to: number): readonly Uint8Array[] | undefined =>
    from >= recentFrom ? recentEntries(from, to) : readBundleHere(from / TILE_WIDTH)?.slice(0, to - from)

  const isThere = (index: number): boolean => Number.isSafeInteger(index) && index >= 0 && index < tree.size
  const entryHere = (index: number): Uint8Array | undefined => {
    if (!isThere(index)) return undefined
    if (index >= recentFrom) return recent[index - recentFrom]
    return readBundleHere(Math.floor(index / TILE_WIDTH))?.[index % TILE_WIDTH]
  }
  const entry = async (index: number): Promise<Uint8Array | undefined> => {
    if (!isThere(index) || index >= recentFrom) return entryHere(index)
    return (await readBundle(Math.floor(index / TILE_WIDTH)))[index % TILE_WIDTH]
  }

  return {
    size: () => tree.size,
    root: (size) => tree.root(size),
    checkpoint: () => checkpoint,
    textWith: (entries) => {
      const { size } = tree
      tree.append(entries.map((entry) => leafHash(sha256, entry)))
      const said = text()
      tree.truncate(size)
      return said
    },
    append: (entries) => {
      tree.append(entries.map((entry) => leafHash(sha256, entry)))
      for (const entry of entries) recent.push(entry)
      checkpointBefore = checkpoint
      return (checkpoint = signNote(text(), vkey, sign))
    },
    truncate: (size) => {
      if (size === tree.size) return
      tree.truncate(size)
      recent.length = size - recentFrom
      checkpoint = checkpointBefore
    },
    entryHere,
    entry,
    tile: async (path) => {
      const parsed = parseTilePath(path)
      if (!parsed.ok) return undefined
      const { level, index, width } = parsed.value
      const isEntries = level === 'entries'
      if (index * TILE_WIDTH + width > Math.floor(tree.size / TILE_WIDTH ** (isEntries ? 0 : level)))
        return undefined
      if (!isEntries) return tree.tileBytes({ level, index, width })
      const first = index * TILE_WIDTH
      if (first >= recentFrom) return encodeBundle(recentEntries(first, first + width))
      return encodeBundle((await readBundle(index)).slice(0, width))
    },
    /** The entry travels along, so that the file alone can be checked when this log is gone. */
    proof: async (index, { note, size } = { note: checkpoint, size: tree.size }) => {
      const extra = await entry(index)
      if (!extra) throw new RangeError(`the log has no entry ${index}`)
      return formatTlogProof({ extra, index, hashes: tree.inclusionProof(index, size), checkpoint: note })
    },
    inclusionProof: (index) => tree.inclusionProof(index),
    consistency: (oldSize, newSize) => tree.consistencyProof(oldSize, newSize),
    growth: (shown = { note: checkpoint, size: tree.size }) => {
      const { size } = tree
      return {
        growth: growthOf(tree, entriesNear, { from: storedSize, to: size, shown, shownBefore }),
        stored: () => {
          shownBefore = shown.size
          storedSize = size
          const keepFrom = size - (size % TILE_WIDTH)
          recent = recent.slice(keepFrom - recentFrom)
          recentFrom = keepFrom
          tree.markStored(size)
        },
      }
    },
  }
}

const BUNDLES_KEPT = 64

const missing = (path: string): DamageError => new DamageError(path, 'the file is missing')
