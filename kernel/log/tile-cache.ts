import { HASH_SIZE } from './leaf.ts'
import type { Hash, ReadTile } from './ports.ts'
import { createFill, emptyTile, type TileNodes } from './tile-nodes.ts'
import { TILE_WIDTH } from './tile.ts'

/** Full tiles: those not yet stored are all kept, of the stored ones the most recently used. */
export type TileCache = {
  get(level: number, index: number): TileNodes
  /** A tile that has just become full: nobody else has it until `stored` is called. */
  add(tile: TileNodes): void
  /** Gives up the tile: the tree fills it again after a rollback. */
  take(level: number, index: number, width: number): TileNodes
  /** All tiles that a log of this size has are with the host. */
  stored(size: number): void
  /** Forgets the tiles that a log of this size does not have. */
  truncate(size: number): void
}

export const createTileCache = (hash: Hash, readTile: ReadTile, limit: number): TileCache => {
  const pending = new Map<number, TileNodes>()
  const recent = new Map<number, TileNodes>()
  const fill = createFill(hash)

  const load = (level: number, index: number, width: number): TileNodes => {
    const tile = emptyTile(level, index)
    if (width === 0) return tile
    const hashes = readTile(level, index, width)
    if (hashes.length < width * HASH_SIZE) throw new Error(`tile ${level}/${index} has lost hashes`)
    for (let at = 0; at < width; at++) fill(tile, hashes.subarray(at * HASH_SIZE, (at + 1) * HASH_SIZE))
    return tile
  }

  const remember = (key: number, tile: TileNodes): void => {
    recent.delete(key)
    recent.set(key, tile)
    if (recent.size > limit) recent.delete(recent.keys().next().value!)
  }

  return {
    get: (level, index) => {
      const key = keyOf(level, index)
      const fresh = pending.get(key)
      if (fresh) return fresh
      const tile = recent.get(key) ?? load(level, index, TILE_WIDTH)
      remember(key, tile)
      return tile
    },
    add: (tile) => void pending.set(keyOf(tile.level, tile.index), tile),
    take: (level, index, width) => {
      const key = keyOf(level, index)
      const tile = pending.get(key) ?? recent.get(key)
      pending.delete(key)
      recent.delete(key)
      return tile ? Object.assign(tile, { width }) : load(level, index, width)
    },
    stored: (size) => {
      for (const [key, tile] of pending) {
        if (endOf(tile) > size) continue
        pending.delete(key)
        remember(key, tile)
      }
    },
    truncate: (size) => {
      for (const tiles of [pending, recent])
        for (const [key, tile] of tiles) if (endOf(tile) > size) tiles.delete(key)
    },
  }
}

const keyOf = (level: number, index: number): number => index * 64 + level

/** The size of the smallest log that has the tile in full. */
const endOf = ({ level, index }: TileNodes): number => (index + 1) * TILE_WIDTH ** (level + 1)
