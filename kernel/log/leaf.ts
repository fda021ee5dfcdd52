import type { Hash } from './ports.ts'

export const HASH_SIZE = 32

/** RFC 6962 section 2.1: the prefixes 0x00 and 0x01 keep a leaf from passing for a node. */
export const leafHash = (hash: Hash, entry: Uint8Array): Uint8Array => {
  const size = 1 + entry.length
  if (scratch.length < size) scratch = new Uint8Array(2 * size)
  scratch[0] = 0
  scratch.set(entry, 1)
  return hash(scratch.subarray(0, size))
}

export const nodeHash = (hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array => {
  scratch[0] = 1
  scratch.set(left, 1)
  scratch.set(right, 1 + HASH_SIZE)
  return hash(scratch.subarray(0, 1 + 2 * HASH_SIZE))
}

/** Used again and again: memory of their own for so many bytes costs as much as hashing them. */
let scratch = new Uint8Array(4096)

export const emptyRoot = (hash: Hash): Uint8Array => hash(new Uint8Array(0))

/** RFC 6962 section 2.1 word for word: slow and plain, what the incremental tree is tested against. */
export const rootOf = (hash: Hash, leafHashes: readonly Uint8Array[]): Uint8Array => {
  if (leafHashes.length === 0) return emptyRoot(hash)
  if (leafHashes.length === 1) return leafHashes[0]!
  let half = 1
  while (half * 2 < leafHashes.length) half *= 2
  return nodeHash(hash, rootOf(hash, leafHashes.slice(0, half)), rootOf(hash, leafHashes.slice(half)))
}
