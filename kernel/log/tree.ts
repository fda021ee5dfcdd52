import { emptyRoot, HASH_SIZE, nodeHash } from './leaf.ts'
import { consistencyPath, inclusionPath, type Node, nodesOf, type Range } from './path.ts'
import type { Hash, ReadTile } from './ports.ts'
import { createTileCache } from './tile-cache.ts'
import { createFill, nodeAt, type TileNodes } from './tile-nodes.ts'
import { type Tile, TILE_WIDTH } from './tile.ts'

/** The Merkle tree of RFC 6962 over tiles: it hashes once for each leaf and keeps only what is in use. */
export type Tree = {
  readonly size: number
  append(leafHashes: readonly Uint8Array[]): void
  root(size?: number): Uint8Array
  inclusionProof(index: number, size?: number): Uint8Array[]
  consistencyProof(oldSize: number, newSize?: number): Uint8Array[]
  tileBytes(tile: Tile): Uint8Array
  /** The host has stored the tiles of a log of this size: the tree may read them back and need not keep them. */
  markStored(size: number): void
  /** Takes back the leaves from `size` on, such as those of a block that could not be made durable. */
  truncate(size: number): void
}

export type TreeOptions = { size?: number; readTile?: ReadTile; cachedTiles?: number }

/** With a size and its tiles, the tree is restored from the few tiles on its right edge. */
export const createTree = (hash: Hash, options: TreeOptions = {}): Tree => {
  const { size: storedSize = 0, readTile = nothingStored, cachedTiles = 256 } = options
  const cache = createTileCache(hash, readTile, cachedTiles)
  const fill = createFill(hash)
  /** The tile being filled on each level; and by their start, the hashes of the ranges that end at `edgeSize`. */
  const edge: TileNodes[] = []
  const edgeRanges = new Map<number, Uint8Array>()
  let edgeSize = -1
  let size = 0

  const setSize = (newSize: number): void => {
    const levels = levelsOf(Math.max(size, newSize))
    for (let level = 0; level < levels; level++) {
      const hashes = Math.floor(newSize / TILE_WIDTH ** level)
      const index = Math.floor(hashes / TILE_WIDTH)
      const width = hashes % TILE_WIDTH
      const tile = edge[level]
      edge[level] = tile?.index === index ? Object.assign(tile, { width }) : cache.take(level, index, width)
    }
    edgeSize = -1
    size = newSize
  }

  const push = (level: number, leaf: Uint8Array): void => {
    const tile = (edge[level] ??= cache.take(level, 0, 0))
    const above = fill(tile, leaf)
    if (above === undefined) return
    cache.add(tile)
    edge[level] = cache.take(level, tile.index + 1, 0)
    push(level + 1, above)
  }

  const tileAt = (level: number, index: number): TileNodes =>
    edge[level]?.index === index ? edge[level] : cache.get(level, index)

  const node = ({ level, index }: Node): Uint8Array => {
    const height = level & 7
    const across = TILE_WIDTH >> height
    const at = index % across
    return nodeAt(tileAt(level >> 3, (index - at) / across), height, at)
  }

  const rangeHash = (range: Range, treeSize: number): Uint8Array => {
    // All proofs of a block share the few ranges on the right edge, which alone are no complete subtrees.
    if (range.end < treeSize) return node(nodesOf(range)[0]!).slice()
    if (edgeSize !== treeSize) edgeRanges.clear()
    edgeSize = treeSize
    const known = edgeRanges.get(range.start)
    if (known) return known
    const value = new Uint8Array(
      nodesOf(range)
        .map(node)
        .reduceRight((right, left) => nodeHash(hash, left, right)),
    )
    edgeRanges.set(range.start, value)
    return value
  }

  const within = (treeSize: number): number => {
    if (Number.isSafeInteger(treeSize) && treeSize >= 0 && treeSize <= size) return treeSize
    throw new RangeError(`no tree of ${treeSize} within ${size}`)
  }

  const hashesOf = (path: readonly Range[], treeSize: number): Uint8Array[] =>
    path.map((range) => rangeHash(range, treeSize))

  setSize(storedSize)
  return {
    get size() {
      return size
    },
    append: (leafHashes) => {
      if (!leafHashes.every(({ length }) => length === HASH_SIZE)) throw new RangeError('a hash has 32 bytes')
      for (const leaf of leafHashes) push(0, leaf)
      size += leafHashes.length
    },
    root: (treeSize = size) =>
      within(treeSize) === 0 ? emptyRoot(hash) : rangeHash({ start: 0, end: treeSize }, treeSize),
    inclusionProof: (index, treeSize = size) => hashesOf(inclusionPath(index, within(treeSize)), treeSize),
    consistencyProof: (oldSize, newSize = size) =>
      hashesOf(consistencyPath(oldSize, within(newSize)), newSize),
    tileBytes: ({ level, index, width }) => {
      const tile = tileAt(level, index)
      if (width > tile.width) throw new RangeError(`tile ${level}/${index} is not that wide`)
      return tile.nodes.slice(0, width * HASH_SIZE)
    },
    markStored: (treeSize) => cache.stored(within(treeSize)),
    truncate: (treeSize) => {
      setSize(within(treeSize))
      cache.truncate(treeSize)
    },
  }
}

const nothingStored: ReadTile = (level, index) => {
  throw new Error(`tile ${level}/${index} is not stored`)
}

const levelsOf = (size: number): number => {
  let levels = 1
  while (TILE_WIDTH ** levels <= size) levels++
  return levels
}
