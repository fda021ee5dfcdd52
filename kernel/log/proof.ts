import { emptyRoot, HASH_SIZE, nodeHash } from './leaf.ts'
import { equalBytes } from '../codec/cbor.ts'
import type { Hash } from './ports.ts'

type Hashes = readonly Uint8Array[]

/** RFC 9162 section 2.1.3.2. */
export const verifyInclusion = (
  hash: Hash,
  index: number,
  size: number,
  leaf: Uint8Array,
  proof: Hashes,
  root: Uint8Array,
): boolean => {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes([leaf, ...proof])) return false
  let place = index
  let last = size - 1
  let node = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (isOdd(place) || place === last) {
      node = nodeHash(hash, sibling, node)
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)]
    } else node = nodeHash(hash, node, sibling)
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 && equalBytes(node, root)
}

/** RFC 9162 section 2.1.4.2. Every log extends the empty one, without proof (c2sp.org/tlog-witness). */
export const verifyConsistency = (
  hash: Hash,
  oldSize: number,
  newSize: number,
  proof: Hashes,
  oldRoot: Uint8Array,
  newRoot: Uint8Array,
): boolean => {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize) return false
  if (!areHashes([oldRoot, newRoot, ...proof])) return false
  if (newSize === 0 && !equalBytes(newRoot, emptyRoot(hash))) return false
  if (oldSize === 0) return proof.length === 0 && equalBytes(oldRoot, emptyRoot(hash))
  if (oldSize === newSize) return proof.length === 0 && equalBytes(oldRoot, newRoot)
  if (proof.length === 0) return false
  const roots = rootsBy(hash, oldSize, newSize, isWhole(oldSize) ? [oldRoot, ...proof] : proof)
  return roots !== undefined && equalBytes(roots.before, oldRoot) && equalBytes(roots.after, newRoot)
}

/**
 * The root that the log with the new root has at the old size, as the proof shows by itself. Undefined when it shows
 * none: it is no proof under this root, or the old tree is complete, for then its root is left out of the proof.
 */
export const oldRootOf = (
  hash: Hash,
  oldSize: number,
  newSize: number,
  proof: Hashes,
  newRoot: Uint8Array,
): Uint8Array | undefined => {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize < 1 || oldSize > newSize) return undefined
  if (!areHashes([newRoot, ...proof])) return undefined
  if (oldSize === newSize) return proof.length === 0 ? newRoot : undefined
  if (isWhole(oldSize)) return undefined
  const roots = rootsBy(hash, oldSize, newSize, proof)
  return roots && equalBytes(roots.after, newRoot) ? roots.before : undefined
}

/** Both roots that the path leads to; its first node lies in the old tree. */
const rootsBy = (
  hash: Hash,
  oldSize: number,
  newSize: number,
  [first, ...path]: Hashes,
): { readonly before: Uint8Array; readonly after: Uint8Array } | undefined => {
  if (!first) return undefined
  let place = oldSize - 1
  let last = newSize - 1
  while (isOdd(place)) [place, last] = [half(place), half(last)]
  let before = first
  let after = first
  for (const sibling of path) {
    if (last === 0) return undefined
    if (isOdd(place) || place === last) {
      before = nodeHash(hash, sibling, before)
      after = nodeHash(hash, sibling, after)
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)]
    } else after = nodeHash(hash, after, sibling)
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 ? { before, after } : undefined
}

/** A power of two: such a tree is complete, and the first node of the path by itself. */
const isWhole = (size: number): boolean => {
  let rest = size
  while (rest > 1 && !isOdd(rest)) rest = half(rest)
  return rest === 1
}

/** A tree of safe integers is at most 53 high, and a consistency proof has one hash more. */
const MAX_PROOF = 54

const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

const areHashes = (hashes: Hashes): boolean =>
  hashes.length <= MAX_PROOF + 2 && hashes.every(({ length }) => length === HASH_SIZE)

const isOdd = (value: number): boolean => value % 2 === 1

/** Sizes pass 2^31, where the bit operators of the language end. */
const half = (value: number): number => Math.floor(value / 2)
