/**
 * Which checkpoint everyone is shown: the newest, or where others cosign, the newest that enough of them have. What it
 * covers stands in the log's files with it.
 */
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import type { PublicLog } from '@maru/kernel/ledger.ts'
import { openCheckpoint, parseCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { parseNote } from '@maru/kernel/log/note.ts'
import type { Vkey } from '@maru/kernel/log/vkey.ts'
import { verifyEd25519 } from '../verify-ed25519.ts'
import type { Log } from './log.ts'

export interface Shown {
  readonly note: string
  readonly size: number
}

export type Published = ReturnType<typeof createPublished>

/** `stored` was shown last before this start, and is shown on while `isCosigned`. */
export const createPublished = (log: Log, vkey: Vkey, stored: string | undefined, isCosigned: boolean) => {
  /** Undefined for a note that this log has not signed, or that says something else than it. */
  const read = (note: string): Shown | undefined => {
    const opened = openCheckpoint(note, vkey, verifyEd25519)
    if (!opened.ok || opened.value.size > log.size()) return undefined
    const { size, root } = opened.value
    return equalBytes(log.root(size), root) ? { note, size } : undefined
  }
  let held = isCosigned && stored !== undefined ? read(stored) : undefined
  const now = (): Shown => held ?? { note: log.checkpoint(), size: log.size() }

  return {
    now,
    publicLog: {
      checkpoint: () => now().note,
      proof: async (index) => {
        const shown = now()
        return index < shown.size ? log.proof(index, shown) : log.proof(index)
      },
      root: (size) => (size <= log.size() ? log.root(size) : undefined),
      consistency: log.consistency,
      publish: (note) => {
        const shown = note === undefined ? undefined : read(note)
        if (note !== undefined && !shown) throw new RangeError('the note is not a checkpoint of this log')
        held = shown
      },
    } satisfies PublicLog,
  }
}

/** Nobody is asked who signed it: only which files lie with it. */
export const sizeOfNote = (note: string | undefined): number => {
  const parsed = note === undefined ? undefined : parseNote(note)
  const checkpoint = parsed?.ok ? parseCheckpoint(parsed.value.text) : undefined
  return checkpoint?.ok ? checkpoint.value.size : 0
}
