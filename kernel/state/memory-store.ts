/**
 * The whole state in memory, for recounting, tests and browsers. Keys are kept per table (`service/table/`), each with
 * an ordered list that is made only when a range is asked for: reading and writing single rows stays a Map's work.
 */
import { compareKeys, type Range, type View } from './view.ts'

export interface MemoryStore extends View {
  readonly apply: (changes: ReadonlyMap<string, Uint8Array | undefined>) => void
  readonly size: () => number
}

export const createMemoryStore = (): MemoryStore => {
  const tables = new Map<string, MemoryTable>()
  const tableOf = (key: string): MemoryTable => {
    const name = tableNameOf(key)
    let table = tables.get(name)
    if (!table) tables.set(name, (table = { rows: new Map(), ordered: undefined }))
    return table
  }
  return {
    get: (key) => tables.get(tableNameOf(key))?.rows.get(key),
    range: (range) => rangeOf(tableOf(range.from), range),
    apply: (changes) => {
      for (const [key, value] of changes) write(tableOf(key), key, value)
    },
    size: () => [...tables.values()].reduce((sum, { rows }) => sum + rows.size, 0),
  }
}

/** The first two parts of a key, `service/table/`: ranges never cross a table. */
export const tableNameOf = (key: string): string => key.slice(0, key.indexOf('/', key.indexOf('/') + 1) + 1)

interface MemoryTable {
  readonly rows: Map<string, Uint8Array>
  ordered: string[] | undefined
}

const write = (table: MemoryTable, key: string, value: Uint8Array | undefined): void => {
  if (value === undefined ? table.rows.delete(key) : !table.rows.has(key)) table.ordered = undefined
  if (value !== undefined) table.rows.set(key, value)
}

function* rangeOf(table: MemoryTable, { from, to, limit, reverse }: Range) {
  const keys = (table.ordered ??= [...table.rows.keys()].sort(compareKeys))
  const start = lowerBound(keys, from)
  const end = lowerBound(keys, to)
  const count = Math.min(limit, end - start)
  for (let step = 0; step < count; step++) {
    const key = keys[reverse ? end - 1 - step : start + step] as string
    yield [key, table.rows.get(key) as Uint8Array] as const
  }
}

const lowerBound = (keys: readonly string[], key: string): number => {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keys[middle] as string) < key) low = middle + 1
    else high = middle
  }
  return low
}
