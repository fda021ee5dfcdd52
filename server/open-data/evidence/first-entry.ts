import { decodeEntry, type Seal } from '@maru/kernel/entry.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { readEntries } from '../../records.ts'

/**
 * An entry at or before the first of the first block of that time (milliseconds since 1970), found by halves: the times
 * of seals never fall. At most a block's entries before it.
 */
export const firstEntryAt = async (ledger: Ledger, time: number, size: number): Promise<number> => {
  let low = 0
  let high = size
  // Entries before `low` are of earlier blocks; the block wanted begins before `high` or there is none.
  while (high - low > nearby) {
    const middle = (low + high) >>> 1
    const seal = await sealFrom(ledger, middle, size)
    if (seal && seal.time < time) low = middle
    else high = middle
  }
  return low
}

/** Fewer than this are read through rather than halved. */
const nearby = 512

const sealFrom = async (ledger: Ledger, from: number, size: number): Promise<Seal | undefined> => {
  for await (const [, bytes] of readEntries(ledger, from, size)) {
    // [2, ...]: decoding the transactions in between would cost more than the search spares.
    if (bytes[0] !== 0x86) continue
    const entry = decodeEntry(bytes)
    if (entry?.kind === 'seal') return entry.seal
  }
  return undefined
}
