import { TILE_WIDTH, type Tile } from './tile.ts'

/** The leaves [start, end) under one hash of a proof. */
export type Range = { start: number; end: number }

/** A complete subtree: `level` 0 is a leaf, and `index` counts from the left within its level. */
export type Node = { level: number; index: number }

/** PATH(m, D[n]) of RFC 6962 section 2.1.1: the ranges whose hashes prove the leaf, from the leaf upwards. */
export const inclusionPath = (index: number, size: number): Range[] => {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  const path: Range[] = []
  let start = 0
  let end = size
  for (let half = halfOf(size); end - start > 1; half = half / 2) {
    if (half >= end - start) continue
    const middle = start + half
    path.push(index < middle ? { start: middle, end } : { start, end: middle })
    if (index < middle) end = middle
    else start = middle
  }
  return path.reverse()
}

/** PROOF(m, D[n]) of RFC 6962 section 2.1.2; none is needed for an empty or an equal tree. */
export const consistencyPath = (oldSize: number, newSize: number): Range[] => {
  if (!Number.isSafeInteger(oldSize) || oldSize < 0 || oldSize > newSize)
    throw new RangeError(`no tree of ${oldSize} within ${newSize}`)
  if (oldSize === 0) return []
  const path: Range[] = []
  let start = 0
  let end = newSize
  for (let half = halfOf(newSize); end > oldSize; half = half / 2) {
    if (half >= end - start) continue
    const middle = start + half
    path.push(oldSize <= middle ? { start: middle, end } : { start, end: middle })
    if (oldSize <= middle) end = middle
    else start = middle
  }
  // The old tree itself is left out: whoever checks the proof has its root.
  if (start > 0) path.push({ start, end })
  return path.reverse()
}

/** The complete subtrees under a range, from the left. Proofs have only ranges that start a subtree. */
export const nodesOf = ({ start, end }: Range): Node[] => {
  const nodes: Node[] = []
  for (let at = start; at < end;) {
    let level = 0
    let width = 1
    while (width * 2 <= end - at) {
      width *= 2
      level++
    }
    nodes.push({ level, index: at / width })
    at += width
  }
  return nodes
}

/** The tile that holds a node, at the log's size. Level 8L+h is made from the hashes of tile level L. */
export const tileOf = ({ level, index }: Node, size: number): Tile => {
  const tileLevel = level >> 3
  const tileIndex = Math.floor(index / (TILE_WIDTH >> (level & 7)))
  const hashes = Math.floor(size / TILE_WIDTH ** tileLevel) - tileIndex * TILE_WIDTH
  return { level: tileLevel, index: tileIndex, width: Math.min(hashes, TILE_WIDTH) }
}

/** What a client has to fetch before it can compute the hashes of a path. */
export const tilesOf = (path: readonly Range[], size: number): Tile[] => {
  const tiles = path.flatMap(nodesOf).map((node) => tileOf(node, size))
  const same = (a: Tile, b: Tile) => a.level === b.level && a.index === b.index
  return tiles.filter((tile, at) => tiles.findIndex((other) => same(tile, other)) === at)
}

/** The largest power of two below `size`: where RFC 6962 splits a tree. */
const halfOf = (size: number): number => {
  let half = 1
  while (half * 2 < size) half *= 2
  return half
}
