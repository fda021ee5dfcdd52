/**
 * Reads a log as C2SP tlog-tiles lays it out, from a folder or over HTTP, and judges every byte of it: each bundle
 * against its level-0 tile, each tile against the tree built from the entries, the whole against the checkpoint.
 */
import { decodeBundle } from '@maru/kernel/log/bundle.ts'
import { openCheckpoint, type Checkpoint } from '@maru/kernel/log/checkpoint.ts'
import { leafHash } from '@maru/kernel/log/leaf.ts'
import type { Policy } from '@maru/kernel/log/policy.ts'
import type { Hash, VerifyEd25519 } from '@maru/kernel/log/ports.ts'
import { type Judged, openByPolicy } from '@maru/kernel/log/quorum.ts'
import {
  entriesPath,
  parseTilePath,
  tilePath,
  tilesForSize,
  TILE_WIDTH,
  type Tile,
  type TileAddress,
} from '@maru/kernel/log/tile.ts'
import { createTree } from '@maru/kernel/log/tree.ts'
import { parseVkey } from '@maru/kernel/log/vkey.ts'
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { fault } from './report.ts'

export interface LogSource {
  /** The bytes of a file by its path (`checkpoint`, `tile/0/000`), or undefined when there is none. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>
  /** Every file there is, where that can be told; each one is then checked. */
  readonly list?: () => Promise<readonly string[]>
}

/** Whose signatures make a checkpoint one of the log: the one key, or as many as a policy wants. */
export type Trust = { readonly vkey: string } | { readonly policy: Policy }

export interface TrustedCheckpoint extends Checkpoint {
  /** By the policy, where there was one. */
  readonly judged?: Judged
}

export const readCheckpoint = async (
  source: LogSource,
  trust: Trust,
  hash: Hash,
  verify: VerifyEd25519,
): Promise<TrustedCheckpoint> => {
  const path = 'checkpoint'
  const key = 'policy' in trust ? undefined : parseVkey(hash, trust.vkey.trim())
  if (key?.ok === false) throw fault('V1-vkey', `the log's key cannot be read: ${key.message}`)
  const note = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(
    await readWhole(source, path),
  )
  if ('policy' in trust) {
    const judged = openByPolicy(trust.policy, note, verify)
    if (judged.ok) return { ...judged.value, judged: judged.value }
    throw fault('V8-policy', `the checkpoint is not one that the policy takes: ${judged.message}`, { path })
  }
  const opened = openCheckpoint(note, key!.value, verify)
  if (opened.ok) return opened.value
  throw fault('V2-checkpoint', `the checkpoint is not one of this log: ${opened.message}`, { path })
}

/** The entries in order, 256 or fewer at a time, each already held against its tile; at the end against the root. */
export async function* readEntries(
  source: LogSource,
  checkpoint: Checkpoint,
  hash: Hash,
): AsyncGenerator<Uint8Array[]> {
  const tree = createTree(hash, { cachedTiles: Math.ceil(checkpoint.size / TILE_WIDTH) + 1024 })
  const count = Math.ceil(checkpoint.size / TILE_WIDTH)
  const ahead = readAhead(count, async (index) => {
    const width = Math.min(TILE_WIDTH, checkpoint.size - index * TILE_WIDTH)
    const paths = [entriesPath(index, width), tilePath({ level: 0, index, width })] as const
    return { index, width, paths, files: await Promise.all(paths.map((path) => readWhole(source, path))) }
  })
  for await (const { index, width, paths, files } of ahead) {
    const [bundle, tile] = files as [Uint8Array, Uint8Array]
    const decoded = decodeBundle(bundle, width)
    if (!decoded.ok)
      throw fault('V3-bundle', `the bundle cannot be read: ${decoded.message}`, {
        path: paths[0],
        index: index * TILE_WIDTH,
      })
    const leaves = decoded.value.map((entry) => leafHash(hash, entry))
    if (tile.length !== 32 * width)
      throw fault('V4-tile', `the tile has ${tile.length} bytes, not ${32 * width}`, { path: paths[1] })
    leaves.forEach((leaf, offset) => {
      if (equalBytes(leaf, tile.subarray(32 * offset, 32 * offset + 32))) return
      const at = index * TILE_WIDTH + offset
      throw fault('V4-tile', `entry ${at} and its hash in ${paths[1]} do not fit each other`, {
        path: paths[0],
        index: at,
      })
    })
    tree.append(leaves)
    yield decoded.value
  }
  const tileBytes: TileBytes = (tile) => tree.tileBytes(tile)
  await checkTiles(source, checkpoint, tileBytes)
  if (!equalBytes(tree.root(), checkpoint.root)) {
    throw fault('V6-root', `the ${checkpoint.size} entries do not give the root that the checkpoint signs`, {
      path: 'checkpoint',
    })
  }
  await checkOtherFiles(source, checkpoint, tileBytes)
}

type TileBytes = (tile: Tile) => Uint8Array

const checkTiles = async (source: LogSource, { size }: Checkpoint, tileBytes: TileBytes): Promise<void> => {
  for (const tile of tilesForSize(size)) {
    if (tile.level === 0) continue
    const path = tilePath(tile)
    if (!equalBytes(await readWhole(source, path), tileBytes(tile))) {
      throw fault('V4-tile', `${path} is not made of the tiles below it`, {
        path,
        index: tile.index * TILE_WIDTH ** (tile.level + 1),
      })
    }
  }
}

/** Partial tiles of earlier checkpoints: each must be the beginning of what stands there now. */
const checkOtherFiles = async (
  source: LogSource,
  { size }: Checkpoint,
  tileBytes: TileBytes,
): Promise<void> => {
  const needed = new Set(['checkpoint', ...tilesForSize(size).flatMap((tile) => pathsOf(tile))])
  for (const path of (await source.list?.()) ?? []) {
    if (needed.has(path)) continue
    const parsed = parseTilePath(path)
    if (!parsed.ok) throw fault('V7-stray-file', `${path} is no file of a log`, { path })
    await checkPartial(source, path, parsed.value, size, tileBytes)
  }
}

const pathsOf = (tile: { level: number; index: number; width: number }): string[] =>
  tile.level === 0 ? [tilePath(tile), entriesPath(tile.index, tile.width)] : [tilePath(tile)]

const checkPartial = async (
  source: LogSource,
  path: string,
  address: TileAddress,
  size: number,
  tileBytes: TileBytes,
): Promise<void> => {
  const { level, index, width } = address
  const available = Math.min(
    TILE_WIDTH,
    Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level)) - index * TILE_WIDTH,
  )
  if (width > available)
    throw fault('V7-stray-file', `${path} holds more than the checkpoint's ${size} entries`, { path })
  const file = await readWhole(source, path)
  const whole =
    level === 'entries'
      ? await readWhole(source, entriesPath(index, available))
      : tileBytes({ level, index, width: available })
  const isBeginning =
    equalBytes(file, whole.subarray(0, file.length)) &&
    (level === 'entries' ? decodeBundle(file, width).ok : file.length === 32 * width)
  if (!isBeginning)
    throw fault('V4-tile', `${path} differs from the log that grew from it`, {
      path,
      index: index * TILE_WIDTH,
    })
}

const readWhole = async (source: LogSource, path: string): Promise<Uint8Array> => {
  const bytes = await source.read(path)
  if (!bytes) throw fault('V3-missing', `${path} is missing`, { path })
  return bytes
}

/** Keeps a few reads under way, so that neither disk nor network is waited for one file at a time. */
async function* readAhead<Item>(
  count: number,
  read: (index: number) => Promise<Item>,
  width = 8,
): AsyncGenerator<Item> {
  const under: Promise<Item>[] = []
  for (let index = 0; index < count || under.length > 0;) {
    while (index < count && under.length < width) {
      const item = read(index++)
      item.catch(() => undefined) // reported when its turn comes
      under.push(item)
    }
    yield await (under.shift() as Promise<Item>)
  }
}
