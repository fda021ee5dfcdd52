/**
 * The Merkle tree over the tiles that are stored. Each tile is compared with the one above it, up to the right edge,
 * which is held in memory and is compared with a signed root here.
 */
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { HASH_SIZE, rootOf } from '@maru/kernel/log/leaf.ts'
import { TILE_WIDTH } from '@maru/kernel/log/tile.ts'
import { createTree, type Tree } from '@maru/kernel/log/tree.ts'
import { sha256 } from '../host.ts'
import { DamageError } from './errors.ts'
import type { LogFiles } from './log-files.ts'

export interface StoredTree {
  readonly size: number
  readonly root: Uint8Array | undefined
}

export const openLogTree = (files: Pick<LogFiles, 'read'>, { size, root }: StoredTree): Tree => {
  let isRestored = false
  const readTile = (level: number, index: number, width: number): Uint8Array => {
    const file = files.read({ level, index, width })
    if (!file) throw new DamageError(`log tile ${level}/${index}`, 'the file is missing')
    const hashes = file.bytes.subarray(0, width * HASH_SIZE)
    if (hashes.length < width * HASH_SIZE) throw new DamageError(file.path, 'it is too short')
    if (isRestored && !equalBytes(rootOf(sha256, split(hashes)), hashAbove(level, index)))
      throw new DamageError(file.path, 'its hashes are not those of the tile above')
    return hashes
  }
  const tree = createTree(sha256, { size, readTile })
  isRestored = true
  if (root && !equalBytes(tree.root(), root))
    throw new DamageError('the log', `its tiles do not give the root of the checkpoint of size ${size}`)

  const hashAbove = (level: number, index: number): Uint8Array => {
    const at = index % TILE_WIDTH
    const above = tree.tileBytes({ level: level + 1, index: (index - at) / TILE_WIDTH, width: at + 1 })
    return above.subarray(at * HASH_SIZE)
  }
  return tree
}

const split = (hashes: Uint8Array): Uint8Array[] =>
  Array.from({ length: hashes.length / HASH_SIZE }, (_, at) =>
    hashes.subarray(at * HASH_SIZE, (at + 1) * HASH_SIZE),
  )
