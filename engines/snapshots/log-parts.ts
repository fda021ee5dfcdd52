/**
 * How the log is cut into chunks: blocks of 32,768 entries, halved for as long as they are too large. A block that is
 * full never changes, so neither does its chunk: nothing of it is stored twice, it is read from the log when it is
 * asked for, and a snapshot need not look at what the one before has seen.
 */
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { HASH_SIZE, leafHash, rootOf } from '@maru/kernel/log/leaf.ts'
import type { LogRange } from '@maru/kernel/log/ranges.ts'
import { entriesPath, TILE_WIDTH, tilePath } from '@maru/kernel/log/tile.ts'
import { sha256 } from '../host.ts'

/** A file of the log by its C2SP path. */
export type ReadTile = (path: string) => Promise<Uint8Array | undefined>

const blockEntries = 32_768

/** The ranges of a log of this size. `before` are those of a smaller size of the same log. */
export const cutLog = async (
  size: number,
  read: ReadTile,
  bytesMax: number,
  before: readonly LogRange[] = [],
): Promise<LogRange[]> => {
  const ranges = wholeBlocksOf(before)
  const cut = async (start: number, width: number): Promise<void> => {
    const end = Math.min(start + width, size)
    if (start >= size) return
    if (width === TILE_WIDTH || (await bytesOf(start, end, read, bytesMax)) <= bytesMax)
      return void ranges.push({ count: end - start, root: await rangeRoot(start, end, read) })
    await cut(start, width / 2)
    await cut(start + width / 2, width / 2)
  }
  for (let start = ranges.reduce((sum, { count }) => sum + count, 0); start < size; start += blockEntries)
    await cut(start, blockEntries)
  return ranges
}

/** The entries as they stand in the log's bundles, each with its length before it. */
export const logChunk = async (start: number, count: number, read: ReadTile): Promise<Uint8Array> => {
  const bundles: Uint8Array[] = []
  for (const [index, width] of bundlesOf(start, start + count))
    bundles.push(await readWhole(read, entriesPath(index, width)))
  return Buffer.concat(bundles)
}

/** The entries of a chunk. Undefined when they are not exactly those of the range. */
export const readLogChunk = (bytes: Uint8Array, { count, root }: LogRange): Uint8Array[] | undefined => {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const end = at + 2 + ((bytes[at]! << 8) | bytes[at + 1]!)
    if (at + 2 > bytes.length || end > bytes.length || entries.length === count) return undefined
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  if (entries.length !== count) return undefined
  const hashes = entries.map((entry) => leafHash(sha256, entry))
  return equalBytes(rootOf(sha256, hashes), root) ? entries : undefined
}

const wholeBlocksOf = (ranges: readonly LogRange[]): LogRange[] => {
  let size = 0
  let whole = 0
  ranges.forEach(({ count }, at) => {
    size += count
    if (size % blockEntries === 0) whole = at + 1
  })
  return ranges.slice(0, whole)
}

const bytesOf = async (start: number, end: number, read: ReadTile, bytesMax: number): Promise<number> => {
  let bytes = 0
  for (const [index, width] of bundlesOf(start, end)) {
    bytes += (await readWhole(read, entriesPath(index, width))).length
    if (bytes > bytesMax) break
    await nextTurn()
  }
  return bytes
}

/** From the tiles of level 1, which have the root of each full bundle. */
const rangeRoot = async (start: number, end: number, read: ReadTile): Promise<Uint8Array> => {
  const hashes: Uint8Array[] = []
  for (const [index, width] of bundlesOf(start, end)) {
    if (width === TILE_WIDTH) {
      const place = index % TILE_WIDTH
      const tile = { level: 1, index: (index - place) / TILE_WIDTH, width: place + 1 }
      hashes.push(...hashesIn(await readWhole(read, tilePath(tile))).slice(place))
    } else {
      const tile = await readWhole(read, tilePath({ level: 0, index, width }))
      hashes.push(rootOf(sha256, hashesIn(tile)))
    }
    await nextTurn()
  }
  return rootOf(sha256, hashes)
}

const bundlesOf = (start: number, end: number): (readonly [index: number, width: number])[] => {
  const bundles: (readonly [number, number])[] = []
  for (let at = start; at < end; at += TILE_WIDTH)
    bundles.push([at / TILE_WIDTH, Math.min(TILE_WIDTH, end - at)])
  return bundles
}

const hashesIn = (tile: Uint8Array): Uint8Array[] =>
  Array.from({ length: tile.length / HASH_SIZE }, (_, at) =>
    tile.subarray(at * HASH_SIZE, (at + 1) * HASH_SIZE),
  )

const readWhole = async (read: ReadTile, path: string): Promise<Uint8Array> => {
  const bytes = await read(path)
  if (!bytes) throw new Error(`the log has no ${path}`)
  return bytes
}

/** Reading a bundle takes a third of a millisecond: blocks and requests go before the next one. */
const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))
