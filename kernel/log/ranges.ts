/** A log in parts that are checked one by one: each has a root of its own, and together they give the log's. */
import { nodeHash } from './leaf.ts'
import type { Hash } from './ports.ts'

/** So many entries, and the root of a tree of these alone (RFC 6962 section 2.1). */
export interface LogRange {
  readonly count: number
  readonly root: Uint8Array
}

/**
 * The root of the log that is made of these ranges in their order. Undefined when they are not `size` entries, or are
 * not cut where the tree of that size has its branches.
 */
export const rootOfRanges = (
  hash: Hash,
  ranges: readonly LogRange[],
  size: number,
): Uint8Array | undefined => {
  let at = 0
  const rootOf = (count: number): Uint8Array | undefined => {
    const range = ranges[at]
    if (!range || range.count > count || range.count < 1) return undefined
    if (range.count === count) {
      at++
      return range.root
    }
    let half = 1
    while (half * 2 < count) half *= 2
    const left = rootOf(half)
    const right = left && rootOf(count - half)
    return left && right && nodeHash(hash, left, right)
  }
  const root = size > 0 ? rootOf(size) : undefined
  return at === ranges.length ? root : undefined
}
