/** Something that takes a while to work out of the state: worked out once for a log index, and not again at once. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { View } from '@maru/kernel/state/view.ts'

export interface ByLogIndex<Value> {
  /** Entries in the log when it was begun: blocks that came meanwhile may be in it. */
  readonly logIndex: number
  /** Of the last block then, in milliseconds since 1970. */
  readonly time: number
  readonly value: Value
}

/** Everybody who asks meanwhile gets the same; while the log grows it is worked out at most every `everyMs`. */
export const byLogIndex = <Value>(
  ledger: Ledger,
  everyMs: number,
  work: (view: View, nextTurn: () => Promise<unknown>) => Promise<Value>,
): (() => Promise<ByLogIndex<Value>>) => {
  let last:
    | { readonly size: number; readonly at: number; readonly found: Promise<ByLogIndex<Value>> }
    | undefined
  return () => {
    const { view, size, time } = ledger.snapshot()
    const isFresh = last && (last.size === size || performance.now() - last.at < everyMs)
    if (last && isFresh) return last.found
    const found = work(view, () => nextTurn()).then((value) => ({ logIndex: size, time, value }))
    const current = { size, at: performance.now(), found }
    last = current
    found.catch(() => void (last === current && (last = undefined)))
    return found
  }
}
