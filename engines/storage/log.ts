/**
 * The log of one ledger: the Merkle tree, the entries not yet in files, and the files. Whatever is read back from a
 * file is compared with the tree above it, up to the right edge, which is held in memory and was compared with a
 * signed checkpoint at the start: a changed file is an error that names it, never an answer.
 */
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { decodeBundle, encodeBundle } from '@maru/kernel/log/bundle.ts'
import { formatCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { HASH_SIZE, leafHash, rootOf } from '@maru/kernel/log/leaf.ts'
import { signNote } from '@maru/kernel/log/signature.ts'
import { parseTilePath, TILE_WIDTH, type TileAddress } from '@maru/kernel/log/tile.ts'
import { formatTlogProof } from '@maru/kernel/log/tlog-proof.ts'
import { createTree } from '@maru/kernel/log/tree.ts'
import { sha256 } from '../host.ts'
import { DamageError } from './errors.ts'
import { growthOf, type Growth, type LogFiles } from './log-files.ts'
import type { LogKey } from './log-key.ts'

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
  readonly entry: (index: number) => Uint8Array | undefined
  readonly tile: (path: string) => Uint8Array | undefined
  readonly proof: (index: number) => string
  /** What is to be written now; `stored` when it is. */
  readonly growth: () => { readonly growth: Growth; readonly stored: () => void }
}

export interface LogStart {
  readonly size: number
  readonly root: Uint8Array | undefined
  readonly checkpoint: string
}

export const openLog = (files: LogFiles, { vkey, sign }: LogKey, start: LogStart): Log => {
  let isRestored = false
  const readTile = (level: number, index: number, width: number): Uint8Array => {
    const { path, bytes } = readOrFail(files, { level, index, width })
    const hashes = bytes.subarray(0, width * HASH_SIZE)
    if (hashes.length < width * HASH_SIZE) throw new DamageError(path, 'it is too short')
    if (isRestored && !equalBytes(rootOf(sha256, split(hashes)), hashAbove(level, index))) {
      throw new DamageError(path, 'its hashes are not those of the tile above')
    }
    return hashes
  }
  const tree = createTree(sha256, { size: start.size, readTile })
  isRestored = true
  if (start.root && !equalBytes(tree.root(), start.root)) {
    throw new DamageError('the log', `its tiles do not give the root of the checkpoint of size ${start.size}`)
  }

  const hashAbove = (level: number, index: number): Uint8Array => {
    const at = index % TILE_WIDTH
    const above = tree.tileBytes({ level: level + 1, index: (index - at) / TILE_WIDTH, width: at + 1 })
    return above.subarray(at * HASH_SIZE)
  }

  const bundles = new Map<number, Uint8Array[]>()
  const readBundle = (index: number): Uint8Array[] => {
    const known = bundles.get(index)
    if (known) return known
    const width = Math.min(TILE_WIDTH, storedSize - index * TILE_WIDTH)
    const file = readOrFail(files, { level: 'entries', index, width })
    const decoded = decodeBundle(file.bytes, file.width)
    if (!decoded.ok) throw new DamageError(file.path, decoded.message)
    const entries = decoded.value.slice(0, width)
    const hashes = tree.tileBytes({ level: 0, index, width })
    entries.forEach((entry, at) => {
      const hash = hashes.subarray(at * HASH_SIZE, (at + 1) * HASH_SIZE)
      if (!equalBytes(leafHash(sha256, entry), hash))
        throw new DamageError(file.path, `entry ${at} is not what was recorded`)
    })
    if (width === TILE_WIDTH) bundles.set(index, entries)
    if (bundles.size > BUNDLES_KEPT) bundles.delete(bundles.keys().next().value!)
    return entries
  }

  let { size: storedSize, checkpoint } = start
  let checkpointBefore = checkpoint
  /** The entries from the start of the first bundle that is not full on the disk. */
  let recentFrom = storedSize - (storedSize % TILE_WIDTH)
  let recent: Uint8Array[] = storedSize > recentFrom ? readBundle(recentFrom / TILE_WIDTH) : []

  const entriesOf = (from: number, to: number): readonly Uint8Array[] =>
    from >= recentFrom
      ? recent.slice(from - recentFrom, to - recentFrom)
      : readBundle(from / TILE_WIDTH).slice(0, to - from)

  const entry = (index: number): Uint8Array | undefined => {
    if (!Number.isSafeInteger(index) || index < 0 || index >= tree.size) return undefined
    if (index >= recentFrom) return recent[index - recentFrom]
    return readBundle(Math.floor(index / TILE_WIDTH))[index % TILE_WIDTH]
  }

  const text = (): string => formatCheckpoint({ origin: vkey.name, size: tree.size, root: tree.root() })

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
    entry,
    tile: (path) => {
      const parsed = parseTilePath(path)
      if (!parsed.ok) return undefined
      const { level, index, width } = parsed.value
      const isEntries = level === 'entries'
      if (index * TILE_WIDTH + width > Math.floor(tree.size / TILE_WIDTH ** (isEntries ? 0 : level)))
        return undefined
      if (!isEntries) return tree.tileBytes({ level, index, width })
      return encodeBundle(entriesOf(index * TILE_WIDTH, index * TILE_WIDTH + width))
    },
    /** The entry travels along, so that the file alone can be checked when this log is gone. */
    proof: (index) => {
      const extra = entry(index)
      if (!extra) throw new RangeError(`the log has no entry ${index}`)
      return formatTlogProof({ extra, index, hashes: tree.inclusionProof(index), checkpoint })
    },
    growth: () => {
      const { size } = tree
      return {
        growth: growthOf(tree, entriesOf, [storedSize, size], checkpoint),
        stored: () => {
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

const readOrFail = (files: LogFiles, tile: TileAddress) => {
  const file = files.read(tile)
  if (file) return file
  throw new DamageError(`log tile ${tile.level}/${tile.index}`, 'the file is missing')
}

const split = (hashes: Uint8Array): Uint8Array[] =>
  Array.from({ length: hashes.length / HASH_SIZE }, (_, at) =>
    hashes.subarray(at * HASH_SIZE, (at + 1) * HASH_SIZE),
  )
