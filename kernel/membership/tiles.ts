/**
 * A group's tree in tiles. Who asks for the path of one leaf says which member they are; who reads the whole group hashes
 * for minutes. A tile lies between: what 4,096 neighbours have in common, in which a path takes 45 hashes.
 *
 *   level 0    tile i has the leaves 4,096 i and those that follow
 *   level 12   one tile for the whole group: the nodes above the tiles of level 0, and at least the root
 *
 *   size of the group, four bytes, big-endian | nodes of the level | those 4 levels above them | those 8 above
 *
 * 32 bytes a node. A node on the right edge is made of what there is: one child alone stands for its parent. So each
 * tile is fixed by the group's version, its level and its place, and is the same for everybody.
 */
import { bytesToNumber, numberToBytes } from './numbers.ts'
import { createGroupTree, type MemberPath } from './tree.ts'

export const tileWidth = 4_096
export const tileLevels = [0, 12] as const
export type TileLevel = (typeof tileLevels)[number]

/** Between the rows of a tile, and how many nodes of one come together in one of the next. */
export const rowHeight = 4
export const rowWidth = 16

const nodeSize = 32
const headSize = 4

/** Of the fullest tile: 139,780 bytes. */
export const tileBytesMax = headSize + nodeSize * (tileWidth + tileWidth / 16 + tileWidth / 256)

export interface Tile {
  readonly size: number
  /** From the level of the tile upwards. */
  readonly rows: readonly (readonly bigint[])[]
}

/** How many nodes a group of `size` leaves has at a level. */
export const nodeCount = (size: number, level: number): number => Math.ceil(size / 2 ** level)

/** How many nodes each row of the tile has; none in a tile that is not there. */
export const rowCounts = (size: number, level: TileLevel, index: number): readonly number[] =>
  [0, 1, 2].map((row) => {
    const [width, before] = [tileWidth / rowWidth ** row, (index * tileWidth) / rowWidth ** row]
    return Math.max(0, Math.min(width, nodeCount(size, level + rowHeight * row) - before))
  })

/** The node above neighbours, of which there are up to 16. */
export const nodeAbove = (nodes: readonly bigint[]): bigint => createGroupTree(nodes).root

export const packTile = ({ size, rows }: Tile): Uint8Array => {
  const nodes = rows.flat()
  const bytes = new Uint8Array(headSize + nodeSize * nodes.length)
  new DataView(bytes.buffer).setUint32(0, size)
  for (const [at, node] of nodes.entries()) bytes.set(numberToBytes(node), headSize + nodeSize * at)
  return bytes
}

/** Undefined for bytes that are no such tile. */
export const unpackTile = (bytes: Uint8Array, level: TileLevel, index: number): Tile | undefined => {
  if (bytes.length < headSize) return undefined
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  const counts = rowCounts(size, level, index)
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0 || bytes.length !== headSize + nodeSize * total) return undefined
  let at = headSize
  const rows = counts.map((count) =>
    Array.from({ length: count }, () => bytesToNumber(bytes.subarray(at, (at += nodeSize)))),
  )
  return { size, rows }
}

/**
 * The way up from one node to the top of its tile; undefined where the rows contradict each other or have no such node.
 * Nothing else of the tile is looked at: what is not on the way counts for nobody who takes this one.
 */
export const pathInTile = ({ rows }: Tile, place: number): MemberPath | undefined => {
  let path: MemberPath = { root: rows[0]?.[place] ?? 0n, siblings: [], index: 0 }
  let at = place
  for (const row of rows) {
    if (row[at] === undefined || row[at] !== path.root) return undefined
    const start = at - (at % rowWidth)
    path = joinPaths(path, createGroupTree(row.slice(start, start + rowWidth)).pathTo(at % rowWidth))
    at = start / rowWidth
  }
  return path
}

/** The second leads on from where the first ends. */
export const joinPaths = (lower: MemberPath, upper: MemberPath): MemberPath => ({
  root: upper.root,
  siblings: [...lower.siblings, ...upper.siblings],
  index: lower.index + upper.index * 2 ** lower.siblings.length,
})

/**
 * Which tiles of level 0 a member takes. Always its own, and with it so many others that at least 4,096 leaves are asked
 * for, or the whole group: a small group is taken whole, and a last tile that is not full together with the one before it,
 * by the members of both.
 */
export const tilesToTake = (size: number, place: number): readonly number[] => {
  const count = nodeCount(size, 12)
  if (count <= wholeTilesMax) return Array.from({ length: count }, (_, index) => index)
  const own = Math.floor(place / tileWidth)
  return size % tileWidth > 0 && own >= count - 2 ? [count - 2, count - 1] : [own]
}

/** Groups of up to 16,384 leaves, half a megabyte. */
const wholeTilesMax = 4
