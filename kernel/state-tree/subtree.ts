/**
 * The hash of one part of the tree by itself: of all keys whose hashes begin with the same bits. With it a part of the
 * state that comes from elsewhere is checked alone, and the hashes of all parts give the root.
 */
import { bitAt, EMPTY_SUBTREE, type Hash, HASH_BYTES, INNER_DOMAIN, LEAF_DOMAIN } from './hashing.ts'

export interface Leaf {
  readonly keyHash: Uint8Array
  readonly valueHash: Uint8Array
}

export interface SubtreeHasher {
  /** Of leaves in the order of their key hashes, which agree in their first `depth` bits and are all different. */
  readonly subtreeOf: (leaves: readonly Leaf[], depth: number) => Uint8Array
  /**
   * Of the two halves of a subtree with two leaves or more. (One with a single leaf is that leaf, however deep it is
   * looked at: so it is never taken apart.)
   */
  readonly join: (left: Uint8Array, right: Uint8Array) => Uint8Array
}

export function createSubtreeHasher(hash: Hash): SubtreeHasher {
  const innerBytes = new Uint8Array(INNER_DOMAIN.length + 2 * HASH_BYTES)
  innerBytes.set(INNER_DOMAIN)
  const leafBytes = new Uint8Array(LEAF_DOMAIN.length + 2 * HASH_BYTES)
  leafBytes.set(LEAF_DOMAIN)

  function leafOf({ keyHash, valueHash }: Leaf): Uint8Array {
    leafBytes.set(keyHash, LEAF_DOMAIN.length)
    leafBytes.set(valueHash, LEAF_DOMAIN.length + HASH_BYTES)
    return hash(leafBytes)
  }

  function innerOf(left: Uint8Array, right: Uint8Array): Uint8Array {
    innerBytes.set(left, INNER_DOMAIN.length)
    innerBytes.set(right, INNER_DOMAIN.length + HASH_BYTES)
    return hash(innerBytes)
  }

  function hashOf(leaves: readonly Leaf[], start: number, end: number, depth: number): Uint8Array {
    if (start === end) return EMPTY_SUBTREE
    if (end - start === 1) return leafOf(leaves[start]!)
    const middle = splitAt(leaves, start, end, depth)
    return innerOf(hashOf(leaves, start, middle, depth + 1), hashOf(leaves, middle, end, depth + 1))
  }

  return { subtreeOf: (leaves, depth) => hashOf(leaves, 0, leaves.length, depth), join: innerOf }
}

/** The first leaf of [start, end) whose key hash has a one at this bit. */
export function splitAt(
  leaves: readonly Pick<Leaf, 'keyHash'>[],
  start: number,
  end: number,
  depth: number,
): number {
  let low = start
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (bitAt(leaves[middle]!.keyHash, depth) === 0) low = middle + 1
    else high = middle
  }
  return low
}
