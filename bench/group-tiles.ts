/**
 * What a device has to do before it can prove that it is a member: hash the whole group, as it once did, or follow one
 * path through tiles. And how fast a server follows the groups. By processor time, of one core; the network is not in it.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readGroupPath } from '@maru/client/membership/group-path.ts'
import type { TakeTile } from '@maru/client/take-tile.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import {
  nodeAbove,
  nodeCount,
  packTile,
  pathInTile,
  rowCounts,
  rowWidth,
  tilesToTake,
  tileWidth,
  unpackTile,
  type TileLevel,
} from '@maru/kernel/membership/tiles.ts'
import { createGroupTree } from '@maru/kernel/membership/tree.ts'
import { openTreeHistory } from '@maru/server/groups/tree-history.ts'
import { median, row, type Row } from './row.ts'

const size = 100_000

export const groupTiles = async (): Promise<Row[]> => {
  const leaves = leavesFrom(0, size)
  const whole = await secondsOf(() => void createGroupTree(leaves))
  const [small, large] = [await measureTiles(size), await measureTiles(10 * size)]
  return [
    row('path in a group of 100,000: all of it hashed', whole, 's'),
    row('path in a group of 100,000: out of tiles', 1000 * small.seconds, 'ms'),
    row('path in a group of 1,000,000: out of tiles', 1000 * large.seconds, 'ms'),
    row('tiles that a member of 1,000,000 takes', large.bytes / 1_000, 'KB'),
    row('changes of a group that a server follows', await followedPerSecond(), '/s'),
  ]
}

const secondsOf = async (run: () => Promise<void> | void): Promise<number> => {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

const leavesFrom = (from: number, count: number): bigint[] =>
  Array.from({ length: count }, (_, at) => BigInt(from + at + 1) ** 9n)

/** Only what one member takes is made: nodes beside it are any numbers, for which the work is the same. */
const measureTiles = async (groupSize: number) => {
  const place = Math.floor(groupSize / 3)
  const own = Math.floor(place / tileWidth)
  const tiles = new Map<string, Uint8Array>()
  const make = (level: TileLevel, index: number, bottom: readonly bigint[]): bigint => {
    const rows = [bottom]
    for (const count of rowCounts(groupSize, level, index).slice(1))
      rows.push(
        Array.from({ length: count }, (_, at) =>
          nodeAbove(rows.at(-1)!.slice(rowWidth * at, rowWidth * (at + 1))),
        ),
      )
    tiles.set(`${level}/${index}`, packTile({ size: groupSize, rows }))
    return nodeAbove(rows.at(-1)!)
  }
  const leaves = leavesFrom(own * tileWidth, tileWidth)
  const above = leavesFrom(0, nodeCount(groupSize, 12)).with(own, make(0, own, leaves))
  make(12, 0, above)
  const top = pathInTile(unpackTile(tiles.get('12/0')!, 12, 0)!, own)!
  const named = { group: 'city', version: 1, root: bytesToHex(numberToBytes(top.root)) }
  const seconds: number[] = []
  let bytes = 0
  for (let round = 0; round < 5; round++) {
    bytes = 0
    const take: TakeTile = async (_group, _version, level, index) => {
      const tile = tiles.get(`${level}/${index}`)
      bytes += tile?.length ?? 0
      return tile
    }
    const leaf = leaves[place % tileWidth]!
    seconds.push(await secondsOf(async () => void (await readGroupPath(named, place, leaf, take))))
  }
  if (tilesToTake(groupSize, place).length !== 1) throw new Error('another member would be measured')
  return { seconds: median(seconds), bytes }
}

const followedPerSecond = async (): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-bench-tiles-'))
  const history = openTreeHistory(folder)
  const changes = leavesFrom(0, 10_000).map((leaf, index) => ({
    version: index + 1,
    index,
    leaf: numberToBytes(leaf),
  }))
  const seconds = await secondsOf(() => {
    for (let at = 0; at < changes.length; at += 500) history.apply('city', changes.slice(at, at + 500))
  })
  await history.close()
  rmSync(folder, { recursive: true })
  return changes.length / seconds
}
