/**
 * Every group's tree at every version, in LMDB: of each leaf, and of each complete node on the levels of a tile's rows,
 * what it was and from which version on. So a tile of any version is read and hardly hashed: only the right edge is put
 * together. A new leaf costs one hash on average, a changed one 15 for each row above it.
 *
 * All of it can be computed again from the ledger.
 */
import type { Database, RootDatabase } from 'lmdb'
import { bytesToNumber, numberToBytes } from '@maru/kernel/membership/numbers.ts'
import {
  nodeAbove,
  nodeCount,
  packTile,
  rowCounts,
  rowHeight,
  rowWidth,
  tileWidth,
  type TileLevel,
} from '@maru/kernel/membership/tiles.ts'
import { openEnvironment } from '../lmdb.ts'

/** Of the ledger: the leaf, 32 bytes, that is at a place from a version on. */
export interface LeafChange {
  readonly version: number
  readonly index: number
  readonly leaf: Uint8Array
}

interface Followed {
  readonly version: number
  readonly size: number
}

export interface TreeHistory {
  readonly followed: (group: string) => Followed
  /** Changes that follow the last one, in order; all of them are kept or none. */
  readonly apply: (group: string, changes: readonly LeafChange[]) => void
  /** Undefined where the group has none such, at that version. */
  readonly tile: (group: string, version: number, level: TileLevel, index: number) => Uint8Array | undefined
  /** As it is now. */
  readonly root: (group: string) => bigint
  readonly forget: (group: string) => void
  readonly close: () => Promise<void>
}

type NodeKey = [group: string, level: number, index: number, version: number]

export const openTreeHistory = (folder: string): TreeHistory => {
  const root = openEnvironment(folder)
  const nodes: Database<Buffer, NodeKey> = root.openDB({ name: 'nodes', encoding: 'binary' })
  const groups: Database<Followed, string> = root.openDB({ name: 'groups' })
  const followed = (group: string): Followed => groups.get(group) ?? { version: 0, size: 0 }

  /** Nodes of one level from a place on, as they were: of those that are not complete yet there are none. */
  const read = (group: string, version: number, level: number, start: number, end: number): bigint[] => {
    const found: bigint[] = []
    const range = { start: [group, level, start, 0] as NodeKey, end: [group, level, end, 0] as NodeKey }
    for (const { key, value } of nodes.getRange(range))
      if (key[3] <= version) found[key[2] - start] = bytesToNumber(new Uint8Array(value))
    return found
  }

  const put = (group: string, level: number, index: number, version: number, value: bigint): void =>
    void nodes.put([group, level, index, version], Buffer.from(numberToBytes(value)))

  /** The rows above a leaf, as far as they are complete. */
  const putAbove = (group: string, size: number, { index, version }: LeafChange): void => {
    let at = index
    for (let level = 0; level < topLevel; level += rowHeight) {
      at = Math.floor(at / rowWidth)
      if ((at + 1) * 2 ** (level + rowHeight) > size) return
      const below = read(group, version, level, at * rowWidth, (at + 1) * rowWidth)
      put(group, level + rowHeight, at, version, nodeAbove(below))
    }
  }

  const applyOne = (group: string, change: LeafChange): void => {
    const { version, size } = followed(group)
    if (change.version !== version + 1 || change.index > size)
      throw new Error(`change ${change.version} of ${group} does not follow ${version}`)
    const grown = Math.max(size, change.index + 1)
    put(group, 0, change.index, change.version, bytesToNumber(change.leaf))
    putAbove(group, grown, change)
    void groups.put(group, { version: change.version, size: grown })
  }

  /** One more than the last leaf that was there: leaves come one after another. */
  const sizeAt = (group: string, version: number): number => {
    let [there, missing] = [0, followed(group).size + 1]
    while (missing - there > 1) {
      const middle = Math.floor((there + missing) / 2)
      if (firstVersion(nodes, group, middle - 1) <= version) there = middle
      else missing = middle
    }
    return there
  }

  const rowsOf = (group: string, version: number, size: number, level: number, index: number) => {
    const rows: bigint[][] = []
    for (const [row, count] of rowCounts(size, level as TileLevel, index).entries()) {
      const start = (index * tileWidth) / rowWidth ** row
      const at = level + rowHeight * row
      const complete = read(group, version, at, start, start + count)
      if (complete.length < count) complete.push(edgeOf(group, version, size, at))
      rows.push(complete)
    }
    return rows
  }

  /** The last node of a level, whose leaves are not all there. */
  const edgeOf = (group: string, version: number, size: number, level: number): bigint => {
    const below = level - rowHeight
    const count = nodeCount(size, below)
    const start = Math.floor((count - 1) / rowWidth) * rowWidth
    const nodesBelow = read(group, version, below, start, count)
    if (nodesBelow.length < count - start) nodesBelow.push(edgeOf(group, version, size, below))
    return nodeAbove(nodesBelow)
  }

  const tile: TreeHistory['tile'] = (group, version, level, index) => {
    if (version < 1 || version > followed(group).version) return undefined
    const size = sizeAt(group, version)
    if (index >= nodeCount(size, level + 12)) return undefined
    return packTile({ size, rows: rowsOf(group, version, size, level, index) })
  }

  return {
    followed,
    apply: (group, changes) =>
      root.transactionSync(() => {
        for (const change of changes) applyOne(group, change)
      }),
    tile,
    root: (group) => {
      const { version, size } = followed(group)
      return size === 0 ? 0n : nodeAbove(rowsOf(group, version, size, 12, 0)[2]!)
    },
    forget: (group) => forget(root, nodes, groups, group),
    close: () => root.close(),
  }
}

/** The highest level that a tile has a row of. */
const topLevel = 20

const firstVersion = (nodes: Database<Buffer, NodeKey>, group: string, index: number): number => {
  for (const key of nodes.getKeys({ start: [group, 0, index, 0], limit: 1 })) return key[3]
  return Infinity
}

const forget = (
  root: RootDatabase,
  nodes: Database<Buffer, NodeKey>,
  groups: Database<Followed, string>,
  group: string,
): void =>
  root.transactionSync(() => {
    const range = { start: [group, 0, 0, 0] as NodeKey, end: [group, 25, 0, 0] as NodeKey }
    for (const key of [...nodes.getKeys(range)]) void nodes.remove(key)
    void groups.remove(group)
  })
