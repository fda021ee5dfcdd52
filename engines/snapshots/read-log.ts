/** What a node keeps of the entries beside the log itself: where transactions stand, and which could be replayed. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import { validityMaxMs } from '@maru/kernel/execute.ts'
import { createOverlay } from '@maru/kernel/state/view.ts'
import { bindSystem } from '@maru/kernel/system-tables.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import { sha256 } from '../host.ts'

/** `time` is that of the last block, by which it is known what can still be replayed. */
export const createLogReader = (time: number) => {
  const overlay = createOverlay({ get: () => undefined, range: () => [] })
  const { window } = bindSystem(overlay)
  /** The transactions of the block whose seal has not come yet. */
  let block: Uint8Array[] = []

  const remember = (bytes: Uint8Array): void => {
    const parsed = parseTransaction(bytes, sha256)
    if (!parsed.ok) throw new Error(`the log has an entry that is no transaction: ${parsed.refusal.code}`)
    const { validUntil, id } = parsed.value
    if (validUntil >= time) window.put([validUntil, id], 0)
  }

  return {
    /** The place of each transaction among these entries, the first of which stands at `start`. */
    read: (entries: readonly Uint8Array[], start: number): Map<string, number> => {
      const ids = new Map<string, number>()
      entries.forEach((bytes, at) => {
        const entry = decodeEntry(bytes)
        if (!entry) throw new Error(`entry ${start + at} of the log cannot be read`)
        if (entry.kind === 'transaction') {
          ids.set(bytesToHex(sha256(entry.bytes)), start + at)
          if ('events' in entry.receipt) block.push(entry.bytes)
        } else if (entry.kind === 'seal') {
          if (entry.seal.time + validityMaxMs >= time) block.forEach(remember)
          block = []
        }
      })
      return ids
    },
    window: (): ReadonlyMap<string, Uint8Array | undefined> => overlay.changes,
  }
}
