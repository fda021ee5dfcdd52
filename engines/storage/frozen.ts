/**
 * The state at one block, to be read at leisure while later blocks are recorded: what the store has, held by a read
 * transaction, and over it the changes that only the memory has. A flush that ends meanwhile puts into the store what
 * is among these changes already.
 */
import { compareKeys } from '@maru/kernel/state/view.ts'
import type { Log } from './log.ts'
import type { Pending } from './pending.ts'
import type { Store } from './store.ts'

export interface Frozen {
  /** The last entry of the log, and the proof that it is. */
  readonly seal: Uint8Array
  readonly sealProof: readonly Uint8Array[]
  /** The next rows in the order of their keys, some at a time; an empty list is the end. */
  readonly next: () => (readonly [key: string, value: Uint8Array])[]
  readonly release: () => void
}

export interface FrozenParts {
  readonly store: Store
  readonly pending: Pending
  readonly log: Log
}

export const freeze = ({ store, pending, log }: FrozenParts): Frozen => {
  const last = log.size() - 1
  const stored = store.freeze()
  const changes = pending.changes()
  const changedKeys = [...changes.keys()].sort(compareKeys)
  let at = 0
  let after = ''
  let isEnd = false

  const next: Frozen['next'] = () => {
    while (!isEnd) {
      const rows = stored.rowsAfter(after, rowsPerTurn)
      isEnd = rows.length < rowsPerTurn
      const last = isEnd ? undefined : rows.at(-1)![0]
      after = last ?? after
      const merged: (readonly [string, Uint8Array])[] = rows.filter(([key]) => !changes.has(key))
      for (; at < changedKeys.length && (last === undefined || changedKeys[at]! <= last); at++) {
        const value = changes.get(changedKeys[at]!)
        if (value) merged.push([changedKeys[at]!, value])
      }
      if (merged.length > 0) return merged.sort(([a], [b]) => compareKeys(a, b))
    }
    return []
  }

  return {
    seal: log.entryHere(last)!,
    sealProof: log.inclusionProof(last),
    next,
    release: stored.release,
  }
}

/** Takes about a millisecond. */
const rowsPerTurn = 500
