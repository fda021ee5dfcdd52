import { HASH_SIZE } from './leaf.ts'
import type { Hash } from './ports.ts'
import { TILE_WIDTH } from './tile.ts'

/**
 * One tile with the nodes inside it: 256 hashes, 128 above them, 64, ... 2, all in one array of 16 KB.
 * The node above the whole tile is a hash of the tile on the next level.
 */
export type TileNodes = { level: number; index: number; width: number; nodes: Uint8Array }

export const emptyTile = (level: number, index: number): TileNodes => ({
  level,
  index,
  width: 0,
  nodes: new Uint8Array(NODES * HASH_SIZE),
})

/** Adds one hash and the nodes it completes. A tile that becomes full gives the node above it. */
export const createFill = (hash: Hash): ((tile: TileNodes, leaf: Uint8Array) => Uint8Array | undefined) => {
  const pair = new Uint8Array(1 + 2 * HASH_SIZE)
  pair[0] = 1
  return (tile, leaf) => {
    const { nodes } = tile
    let node = leaf
    let at = tile.width++
    for (let height = 0; height < 8; height++) {
      const offset = (rowOf(height) + at) * HASH_SIZE
      nodes.set(node, offset)
      if ((at & 1) === 0) return undefined
      // The two children lie side by side, so that one copy makes the input of RFC 6962's node hash.
      pair.set(nodes.subarray(offset - HASH_SIZE, offset + HASH_SIZE), 1)
      node = hash(pair)
      at >>= 1
    }
    return node
  }
}

/** A view of a complete node: `height` 0 is a hash of the tile itself. */
export const nodeAt = (tile: TileNodes, height: number, at: number): Uint8Array => {
  if ((at + 1) << height > tile.width)
    throw new RangeError(`tile ${tile.level}/${tile.index} is not that wide`)
  const offset = (rowOf(height) + at) * HASH_SIZE
  return tile.nodes.subarray(offset, offset + HASH_SIZE)
}

const NODES = 2 * TILE_WIDTH - 2

/** Where the nodes of a height begin: 0, 256, 384, 448, ... */
const rowOf = (height: number): number => 2 * TILE_WIDTH - ((2 * TILE_WIDTH) >> height)
