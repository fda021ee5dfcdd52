/**
 * Where a member stands in a group as it was at the version that a poll names: out of the tiles of the group
 * (kernel/membership/tiles.ts), which say of whoever takes them only that they are one of at least 4,096, or of the group.
 */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import {
  joinPaths,
  pathInTile,
  tilesToTake,
  tileWidth,
  unpackTile,
  type Tile,
  type TileLevel,
} from '@maru/kernel/membership/tiles.ts'
import type { MemberPath } from '@maru/kernel/membership/tree.ts'
import type { TakeTile } from '../take-tile.ts'

export interface NamedGroup {
  readonly group: string
  readonly version: number
  /** 64 hexadecimal digits. */
  readonly root: string
}

/** What the city gave does not lead to the root that stands on the ledger. Nothing may be voted with it. */
export class GroupDiffers extends Error {
  readonly code = 'W9-group-differs'
  constructor({ group, version }: NamedGroup) {
    super(`the tiles of ${group} at version ${version} do not lead to the root that was named`)
  }
}

/** Undefined where another leaf stands at the place, or none: then this identity was not in the group. */
export const readGroupPath = async (
  named: NamedGroup,
  place: number,
  commitment: bigint,
  take: TakeTile,
): Promise<MemberPath | undefined> => {
  const read = async (level: TileLevel, index: number): Promise<Tile> => {
    const bytes = await take(named.group, named.version, level, index)
    const tile = bytes && unpackTile(bytes, level, index)
    if (!tile) throw new GroupDiffers(named)
    return tile
  }
  // The same for everybody, and it says how many others there are.
  const top = await read(12, 0)
  const taken = tilesToTake(top.size, Math.min(place, top.size - 1))
  const tiles: Tile[] = []
  for (const index of taken) tiles.push(await read(0, index))
  if (place >= top.size) return undefined
  const index = Math.floor(place / tileWidth)
  const own = tiles[taken.indexOf(index)]!
  const [lower, upper] = [pathInTile(own, place % tileWidth), pathInTile(top, index)]
  const isOnTheWay = own.size === top.size && lower && upper && top.rows[0]![index] === lower.root
  if (!isOnTheWay || bytesToHex(numberToBytes(upper.root)) !== named.root) throw new GroupDiffers(named)
  return own.rows[0]![place % tileWidth] === commitment ? joinPaths(lower, upper) : undefined
}
