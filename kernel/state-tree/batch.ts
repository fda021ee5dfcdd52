import { compareBytes } from './hashing.ts'

/** A key hash with its new value hash, or with undefined to delete the key. */
export type Change = readonly [keyHash: Uint8Array, valueHash: Uint8Array | undefined]

/**
 * In key order, one change a key; the later of two for the same key counts. Comparing the first six bytes as
 * one number decides nearly every pair, which makes sorting a batch cheap beside hashing it.
 */
export function sortBatch(changes: Iterable<Change>): Change[] {
  const entries = Array.from(changes, (change) => ({ head: headOf(change[0]), change }))
  entries.sort((a, b) => a.head - b.head || compareBytes(a.change[0], b.change[0]))
  const sorted: Change[] = []
  for (const { change } of entries) {
    const last = sorted.at(-1)
    if (last !== undefined && compareBytes(last[0], change[0]) === 0) sorted.pop()
    sorted.push(change)
  }
  return sorted
}

function headOf(keyHash: Uint8Array): number {
  if (keyHash.length !== 32) throw new Error('state tree: a key hash has 32 bytes')
  const high = (keyHash[0]! << 16) | (keyHash[1]! << 8) | keyHash[2]!
  const low = (keyHash[3]! << 16) | (keyHash[4]! << 8) | keyHash[5]!
  return high * 0x1000000 + low
}
