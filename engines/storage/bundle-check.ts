/** Whether the bytes of a bundle are what was recorded: each entry has its hash in the tree. */
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { decodeBundle } from '@maru/kernel/log/bundle.ts'
import { HASH_SIZE, leafHash } from '@maru/kernel/log/leaf.ts'
import type { Tree } from '@maru/kernel/log/tree.ts'
import { sha256 } from '../host.ts'
import { DamageError } from './errors.ts'

export interface BundleFile {
  readonly path: string
  /** Of the file; the first so many of its entries may be asked for. */
  readonly width: number
  readonly bytes: Uint8Array
}

/** The entries, or an error that names the file. */
export const checkBundle = (tree: Tree, file: BundleFile, index: number, width: number): Uint8Array[] => {
  const decoded = decodeBundle(file.bytes, file.width)
  if (!decoded.ok) throw new DamageError(file.path, decoded.message)
  const entries = decoded.value.slice(0, width)
  const hashes = tree.tileBytes({ level: 0, index, width })
  entries.forEach((entry, at) => {
    const hash = hashes.subarray(at * HASH_SIZE, (at + 1) * HASH_SIZE)
    if (!equalBytes(leafHash(sha256, entry), hash))
      throw new DamageError(file.path, `entry ${at} is not what was recorded`)
  })
  return entries
}
