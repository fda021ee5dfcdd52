/**
 * The state is an ordered map from keys (byte strings, see codec/latin1.ts) to values (canonical CBOR). An engine
 * gives a View of what is sealed; a block is executed on an Overlay over it and merged only when it is durable.
 */
import { decodeTrusted, encode, type CborValue } from '../codec/cbor.ts'

export interface View {
  readonly get: (key: string) => Uint8Array | undefined
  /** The value decoded, of a view that keeps what it decoded. Nobody may change it in place. */
  readonly row?: (key: string) => CborValue | undefined
  /** Entries with from <= key < to in key order, or from the end when `reverse`; at most `limit`. */
  readonly range: (range: Range) => Iterable<readonly [string, Uint8Array]>
}

export interface Range {
  readonly from: string
  readonly to: string
  readonly limit: number
  readonly reverse?: boolean
}

export interface Overlay extends View {
  readonly row: (key: string) => CborValue | undefined
  readonly putRow: (key: string, row: CborValue) => void
  readonly remove: (key: string) => void
  /** `undefined` is deleted. */
  readonly changes: ReadonlyMap<string, Uint8Array | undefined>
}

/**
 * Rows stay decoded for as long as the overlay lives, and are encoded when their bytes are asked for: a proposal that
 * five hundred votes of a block touch is decoded once and encoded once.
 */
export const createOverlay = (base: View, changes = new Map<string, Uint8Array | undefined>()): Overlay => {
  const rows = new Map<string, CborValue | undefined>()
  const unwritten = new Set<string>()
  const settled = () => {
    for (const key of unwritten) changes.set(key, encode(rows.get(key)))
    unwritten.clear()
    return changes
  }
  const get = (key: string): Uint8Array | undefined => {
    if (unwritten.has(key)) return settled().get(key)
    const value = changes.get(key)
    return value !== undefined || changes.has(key) ? value : base.get(key)
  }
  return {
    get,
    row: (key) => {
      const known = rows.get(key)
      if (known !== undefined || rows.has(key)) return known
      const bytes = get(key)
      const row = bytes && decodeTrusted(bytes)
      rows.set(key, row)
      return row
    },
    putRow: (key, row) => {
      rows.set(key, row)
      unwritten.add(key)
    },
    remove: (key) => {
      rows.set(key, undefined)
      unwritten.delete(key)
      changes.set(key, undefined)
    },
    range: (range) => mergedRange(base, settled(), range),
    get changes() {
      return settled()
    },
  }
}

/** The keys that start with `prefix`, as a range: the end is the prefix with its last character raised by one. */
export const prefixRange = (prefix: string): { readonly from: string; readonly to: string } => ({
  from: prefix,
  to: prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1),
})

export const compareKeys = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function* mergedRange(base: View, changes: ReadonlyMap<string, Uint8Array | undefined>, range: Range) {
  const { from, to, limit, reverse = false } = range
  const changed: string[] = []
  for (const key of changes.keys()) if (key >= from && key < to) changed.push(key)
  if (changed.length === 0) return yield* base.range(range)
  changed.sort(reverse ? (a, b) => compareKeys(b, a) : compareKeys)
  const precedes = (a: string, b: string) => (reverse ? a > b : a < b)
  // Each change can hide one sealed entry, so that many more may have to be read.
  const sealed = base.range({ ...range, limit: limit + changed.length })[Symbol.iterator]()
  let left = limit
  let next = sealed.next()
  for (const key of changed) {
    while (!next.done && precedes(next.value[0], key)) {
      if (left-- <= 0) return
      yield next.value
      next = sealed.next()
    }
    if (!next.done && next.value[0] === key) next = sealed.next()
    const value = changes.get(key)
    if (value === undefined) continue
    if (left-- <= 0) return
    yield [key, value] as const
  }
  for (; !next.done; next = sealed.next()) {
    if (left-- <= 0) return
    yield next.value
  }
}
