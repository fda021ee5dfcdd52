/**
 * The state is an ordered map from keys (byte strings, see codec/latin1.ts) to values (canonical CBOR). An engine
 * gives a View of what is sealed; a block is executed on an Overlay over it and merged only when it is durable.
 */
export interface View {
  readonly get: (key: string) => Uint8Array | undefined
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
  /** `undefined` deletes. */
  readonly put: (key: string, value: Uint8Array | undefined) => void
  readonly changes: ReadonlyMap<string, Uint8Array | undefined>
}

export const createOverlay = (base: View, changes = new Map<string, Uint8Array | undefined>()): Overlay => ({
  get: (key) => (changes.has(key) ? changes.get(key) : base.get(key)),
  put: (key, value) => void changes.set(key, value),
  range: (range) => mergedRange(base, changes, range),
  changes,
})

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
