/** The tree of a log that others keep, from the few of its tiles that a proof needs. */
import { sha256 } from '@maru/engines/host.ts'
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import type { Checkpoint } from '@maru/kernel/log/checkpoint.ts'
import { consistencyPath, type Range, tilesOf } from '@maru/kernel/log/path.ts'
import { edgeTiles, type Tile, TILE_WIDTH, tilePath } from '@maru/kernel/log/tile.ts'
import { createTree, type Tree } from '@maru/kernel/log/tree.ts'
import type { LogFilesClient } from './log-client.ts'

/** Holds what `oldSize` needs besides: its own root, and the proof from there. Throws unless the root is the signed one. */
export const treeFromTiles = async (
  client: LogFilesClient,
  { size, root }: Pick<Checkpoint, 'size' | 'root'>,
  oldSize = 0,
): Promise<Tree> => {
  const ranges: Range[] = oldSize > 0 ? [...consistencyPath(oldSize, size), { start: 0, end: oldSize }] : []
  const bytesByName = new Map<string, Uint8Array>()
  for (const tile of [...edgeTiles(size), ...tilesOf(ranges, size)]) {
    if (!bytesByName.has(nameOf(tile))) bytesByName.set(nameOf(tile), await readTile(client, tile))
  }
  const tree = createTree(sha256, {
    size,
    readTile: (level, index) =>
      bytesByName.get(`${level}/${index}`) ?? fail(`tile ${level}/${index} was not read`),
  })
  if (!equalBytes(tree.root(), root))
    fail(`the tiles do not give the root that the checkpoint of size ${size} signs`)
  return tree
}

/** A partial tile may have been dropped in favour of the full one, which begins with it. */
export const readTile = async (client: LogFilesClient, tile: Tile): Promise<Uint8Array> => {
  const bytes =
    (await client.read(tilePath(tile))) ??
    (tile.width < TILE_WIDTH ? await client.read(tilePath({ ...tile, width: TILE_WIDTH })) : undefined)
  if (!bytes) return fail(`${tilePath(tile)} is missing`)
  if (bytes.length < tile.width * 32) return fail(`${tilePath(tile)} is too short`)
  return bytes.subarray(0, tile.width * 32)
}

const nameOf = ({ level, index }: Tile): string => `${level}/${index}`

const fail = (message: string): never => {
  throw new Error(message)
}
