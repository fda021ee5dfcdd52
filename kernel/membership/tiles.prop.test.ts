// A path taken out of tiles is the one that @zk-kit/lean-imt gives, and an altered tile gives none.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LeanIMT } from '@zk-kit/lean-imt'
import * as fc from 'fast-check'
import {
  joinPaths,
  nodeAbove,
  nodeCount,
  packTile,
  pathInTile,
  rowCounts,
  tileBytesMax,
  tilesToTake,
  unpackTile,
  type TileLevel,
} from './tiles.ts'
import { hashPair } from './tree.ts'

const leavesOf = (size: number): bigint[] => Array.from({ length: size }, (_, at) => BigInt(at + 1) ** 5n)

const tilesOf = (leaves: readonly bigint[]) => {
  const levels = new Map<number, readonly bigint[]>([[0, leaves]])
  for (let level = 0; level < 20; level += 4) {
    const below = levels.get(level)!
    const above = Array.from({ length: nodeCount(leaves.length, level + 4) }, (_, at) =>
      nodeAbove(below.slice(16 * at, 16 * at + 16)),
    )
    levels.set(level + 4, above)
  }
  return (level: TileLevel, index: number): Uint8Array => {
    const counts = rowCounts(leaves.length, level, index)
    const rows = counts.map((count, row) => {
      const start = (index * 4_096) / 16 ** row
      return levels.get(level + 4 * row)!.slice(start, start + count)
    })
    return packTile({ size: leaves.length, rows })
  }
}

const pathOf = (tile: ReturnType<typeof tilesOf>, place: number) => {
  const [own, top] = [
    unpackTile(tile(0, Math.floor(place / 4_096)), 0, Math.floor(place / 4_096)),
    unpackTile(tile(12, 0), 12, 0),
  ]
  const lower = own && pathInTile(own, place % 4_096)
  const upper = top && pathInTile(top, Math.floor(place / 4_096))
  assert.ok(lower && upper && top.rows[0]![Math.floor(place / 4_096)] === lower.root)
  return joinPaths(lower, upper)
}

const theirPath = (theirs: LeanIMT, place: number) => {
  const { root, siblings, index } = theirs.generateProof(place)
  return { root, siblings, index }
}

test('every path in small groups, and some in one of two tiles, are those of @zk-kit/lean-imt', () => {
  for (const size of [1, 2, 3, 15, 16, 17, 255, 257, 300, 4_113]) {
    const leaves = leavesOf(size)
    const theirs = new LeanIMT(hashPair, leaves)
    const tile = tilesOf(leaves)
    const places = size < 300 ? leaves.keys() : [0, 15, 255, 256, size - 18, size - 2, size - 1]
    for (const place of places)
      assert.deepEqual(pathOf(tile, place), theirPath(theirs, place), `${place} of ${size}`)
  }
})

test('an altered tile gives the same path, or none to the same root', () => {
  const leaves = leavesOf(700)
  const tile = tilesOf(leaves)(0, 0)
  const whole = pathInTile(unpackTile(tile, 0, 0)!, 0)!
  const property = fc.property(
    fc.nat(leaves.length - 1),
    fc.nat(tile.length - 5),
    fc.integer({ min: 1, max: 255 }),
    (place, at, by) => {
      const altered = Uint8Array.from(tile)
      altered[4 + at]! ^= by
      const read = unpackTile(altered, 0, 0)!
      const path = pathInTile(read, place)
      if (path?.root === whole.root) assert.deepEqual(path, pathInTile(unpackTile(tile, 0, 0)!, place))
    },
  )
  fc.assert(property, { seed: 12, numRuns: 60 })
})

test('altered nodes on the way, and none beside it, are seen', () => {
  const leaves = leavesOf(40)
  const tile = unpackTile(tilesOf(leaves)(0, 0), 0, 0)!
  const alter = (row: number, at: number) => ({
    ...tile,
    rows: tile.rows.map((nodes, index) => (index === row ? nodes.with(at, 1n + nodes[at]!) : nodes)),
  })
  const root = pathInTile(tile, 0)!.root
  assert.equal(pathInTile(alter(0, 0), 0), undefined)
  assert.equal(pathInTile(alter(0, 15), 0), undefined)
  assert.equal(pathInTile(alter(1, 0), 0), undefined)
  assert.equal(pathInTile(alter(1, 2), 0), undefined)
  assert.equal(pathInTile(alter(2, 0), 0), undefined)
  assert.equal(pathInTile(alter(0, 16), 0)?.root, root)
  assert.equal(pathInTile(tile, 40), undefined)
})

test('bytes of another size, of no tile, and of a tile that the group does not have are not read', () => {
  const tile = tilesOf(leavesOf(40))
  const bytes = tile(0, 0)
  for (const bad of [bytes.subarray(1), bytes.subarray(0, -1), bytes.subarray(0, 3), new Uint8Array(4)])
    assert.equal(unpackTile(bad, 0, 0), undefined)
  assert.equal(unpackTile(bytes, 0, 1), undefined)
  assert.equal(unpackTile(bytes, 12, 0), undefined)
  const full = rowCounts(1_000_000, 0, 0).reduce((sum, count) => sum + count, 0)
  assert.equal(4 + 32 * full, tileBytesMax)
})

test('whoever takes tiles asks for 4,096 leaves or for the whole group, and its own is among them', () => {
  const property = fc.property(
    fc.integer({ min: 1, max: 16_777_216 }),
    fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    (size, share) => {
      const place = Math.floor(share * size)
      const taken = tilesToTake(size, place)
      assert.ok(taken.includes(Math.floor(place / 4_096)))
      const leaves = taken.reduce((sum, index) => sum + rowCounts(size, 0, index)[0]!, 0)
      assert.ok(leaves >= Math.min(4_096, size))
      // The same for everybody who could ask for these.
      for (const index of taken) assert.deepEqual(tilesToTake(size, 4_096 * index), taken)
    },
  )
  fc.assert(property, { seed: 4_096, numRuns: 500 })
})
