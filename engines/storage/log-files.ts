/**
 * The log as files that any web server can hand out (c2sp.org/tlog-tiles). Full tiles and bundles are written once; a
 * partial one for each checkpoint published here, until the full one makes it needless.
 */
import { join } from 'node:path'
import { encodeBundle } from '@maru/kernel/log/bundle.ts'
import {
  edgeTiles,
  newTiles,
  type Tile,
  TILE_WIDTH,
  type TileAddress,
  tilePath,
} from '@maru/kernel/log/tile.ts'
import type { Tree } from '@maru/kernel/log/tree.ts'
import type { Files } from './files.ts'
import type { Shown } from './published.ts'

export interface LogFiles {
  /** What the log has gained from one size to another; the checkpoint last, so that it promises nothing missing. */
  readonly publish: (growth: Growth) => Promise<void>
  /** The file of this tile, or of a wider one, which starts with it. */
  readonly read: (
    tile: TileAddress,
  ) => { readonly path: string; readonly width: number; readonly bytes: Uint8Array } | undefined
  readonly checkpoint: () => string | undefined
}

export interface Growth {
  readonly files: readonly (readonly [tile: TileAddress, bytes: Uint8Array])[]
  /** Left as it is when there is none: then the files are ahead of it. */
  readonly checkpoint: string | undefined
  /** Full tiles whose partial ones no checkpoint needs any more. */
  readonly filled: readonly Tile[]
}

export interface GrowthSizes {
  /** The log has files up to here, ... */
  readonly from: number
  /** ... and grows to here. */
  readonly to: number
  /** The checkpoint that goes with the files may be an older one, and needs its own partial tiles. */
  readonly shown: Shown
  readonly shownBefore: number
}

/** Taken at one moment, so that the log may grow on while the files are written. */
export const growthOf = (
  tree: Tree,
  entries: (from: number, to: number) => readonly Uint8Array[] | undefined,
  { from, to, shown, shownBefore }: GrowthSizes,
): Growth => {
  const edge = shown.size === to || shown.size === shownBefore ? [] : edgeTiles(shown.size)
  // Two sizes that are near each other have upper tiles in common.
  const tiles = new Map([...newTiles(from, to), ...edge].map((tile) => [tilePath(tile), tile]))
  return {
    checkpoint: shown.note,
    files: [...tiles.values()].flatMap((tile) => {
      const hashes = [tile, tree.tileBytes(tile)] as const
      if (tile.level > 0) return [hashes]
      const first = tile.index * TILE_WIDTH
      const bundle = entries(first, first + tile.width)
      return bundle ? [hashes, [{ ...tile, level: 'entries' }, encodeBundle(bundle)] as const] : [hashes]
    }),
    filled: newTiles(shownBefore, shown.size).filter(({ width }) => width === TILE_WIDTH),
  }
}

export const openLogFiles = (files: Files, folder: string): LogFiles => {
  const place = (tile: TileAddress): string => join(folder, tilePath(tile))

  const publish = async ({ files: grown, checkpoint, filled }: Growth): Promise<void> => {
    await inBatches(grown, ([tile, bytes]) => files.replace(place(tile), bytes))
    for (const path of new Set(grown.map(([tile]) => join(place(tile), '..')))) {
      // What a full disk or a kill left half written is no file of a log.
      for (const name of files.list(path)) if (name.endsWith('.new')) files.remove(join(path, name))
      files.syncFolder(path)
    }
    if (checkpoint !== undefined) await files.replace(join(folder, 'checkpoint'), Buffer.from(checkpoint))
    files.syncFolder(folder)
    const outgrown = filled.flatMap((tile): TileAddress[] =>
      tile.level === 0 ? [tile, { ...tile, level: 'entries' }] : [tile],
    )
    await inBatches(outgrown, (tile) => files.removeLater(`${place(tile)}.p`))
  }

  const read: LogFiles['read'] = (tile) => {
    for (const width of [tile.width, TILE_WIDTH, ...widerPartials(tile)]) {
      const path = place({ ...tile, width })
      const bytes = files.read(path)
      if (bytes) return { path, width, bytes }
    }
    return undefined
  }

  const widerPartials = (tile: TileAddress): number[] =>
    files
      .list(`${place({ ...tile, width: TILE_WIDTH })}.p`)
      .map(Number)
      .filter((width) => width > tile.width)

  return {
    publish,
    read,
    checkpoint: () => {
      const bytes = files.read(join(folder, 'checkpoint'))
      return bytes && Buffer.from(bytes).toString()
    },
  }
}

/**
 * Each file takes several turns of libuv's pool behind signature checks: side by side they share the wait. When one
 * fails the others are waited for: whoever opens the folder next must not meet them.
 */
const inBatches = async <Item>(items: readonly Item[], run: (item: Item) => Promise<void>): Promise<void> => {
  for (let at = 0; at < items.length; at += BATCH) await allOf(items.slice(at, at + BATCH).map(run))
}

const allOf = async (running: readonly Promise<void>[]): Promise<void> => {
  await Promise.allSettled(running)
  await Promise.all(running)
}

const BATCH = 64
