import { fail, ok, type Result } from './result.ts'

/** A rectangle of the tree: `width` hashes of tree level 8 * level, from hash 256 * index on. */
export type Tile = { level: number; index: number; width: number }

/** A tile of hashes, or the bundle of the entries under a tile of level 0. */
export type TileAddress = { level: number | 'entries'; index: number; width: number }

export const TILE_WIDTH = 256

/** c2sp.org/tlog-tiles, "Merkle tree": tile/<L>/<N>[.p/<W>], 1234067 being x001/x234/067. */
export const tilePath = ({ level, index, width }: TileAddress): string =>
  `tile/${level}/${indexPath(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`

export const entriesPath = (index: number, width: number): string =>
  tilePath({ level: 'entries', index, width })

/** The reverse, for routes: exactly one path for one tile, so that a cache holds it once. */
export const parseTilePath = (path: string): Result<TileAddress> => {
  const match = TILE_PATH.exec(path)
  if (!match) return malformed('the path of a tile is tile/<L>/<N> or tile/<L>/<N>.p/<W>')
  const level = match[1] === 'entries' ? 'entries' : Number(match[1])
  const index = Number(match[2]!.replaceAll(/[x/]/g, ''))
  const width = match[3] === undefined ? TILE_WIDTH : Number(match[3])
  if (level !== 'entries' && level > 63) return malformed('the level of a tile is at most 63')
  if (match[3] !== undefined && width >= TILE_WIDTH) return malformed('a partial tile is 1 to 255 wide')
  if (!Number.isSafeInteger(index)) return malformed('the index of the tile is too large')
  return ok({ level, index, width })
}

/** The tiles to write when a log grows, and to serve from then on. Those of level 0 also name the bundles. */
export const newTiles = (oldSize: number, newSize: number): Tile[] => {
  const tiles: Tile[] = []
  for (let level = 0, span = 1; span <= newSize; level++, span *= TILE_WIDTH) {
    const before = Math.floor(oldSize / span)
    const hashes = Math.floor(newSize / span)
    if (before === hashes) continue
    for (let index = Math.floor(before / TILE_WIDTH); index * TILE_WIDTH < hashes; index++)
      tiles.push({ level, index, width: Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH) })
  }
  return tiles
}

/** Every tile of a log of this size. */
export const tilesForSize = (size: number): Tile[] => newTiles(0, size)

/** The tile being filled on each level: what it takes to restore a tree, besides its size. */
export const edgeTiles = (size: number): Tile[] => {
  const tiles: Tile[] = []
  for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / TILE_WIDTH)) {
    const width = hashes % TILE_WIDTH
    if (width > 0) tiles.push({ level, index: Math.floor(hashes / TILE_WIDTH), width })
  }
  return tiles
}

const malformed = (message: string) => fail('tile-path-malformed', message)

/** Five parts with an x hold more than a safe integer; the first of several is not 000. */
const INDEX = String.raw`(?:(?!x000)x[0-9]{3}/(?:x[0-9]{3}/){0,4})?[0-9]{3}`
const TILE_PATH = new RegExp(String.raw`^tile/(0|[1-9][0-9]?|entries)/(${INDEX})(?:\.p/([1-9][0-9]{0,2}))?$`)

const indexPath = (index: number): string => {
  const digits = String(index)
  const parts = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g)!
  return parts.map((part, at) => (at < parts.length - 1 ? `x${part}` : part)).join('/')
}
