/**
 * What is durable in the journal but not yet in the store: changes since the last flush, and those being flushed.
 * Readers see both over the store, so blocks go on while a flush runs.
 */
import { tableNameOf } from '@maru/kernel/state/memory-store.ts'
import { compareKeys, createOverlay, type View } from '@maru/kernel/state/view.ts'

type Changes = ReadonlyMap<string, Uint8Array | undefined>

export interface Generation {
  readonly rows: Map<string, Uint8Array | undefined>
  /** The same rows by table: a range then looks at the changes of its own table only. */
  readonly tables: Map<string, Map<string, Uint8Array | undefined>>
  readonly pages: Map<string, Uint8Array | undefined>
  readonly ids: Map<string, number>
}

export interface Pending {
  readonly view: View
  readonly page: (path: string) => Uint8Array | undefined
  readonly indexOf: (id: string) => number | undefined
  /** The next keys of the state in their order, at most so many; an empty list is the end. */
  readonly keysAfter: (after: string, limit: number) => string[]
  /** All changes of rows that the store may not have yet, as they are now. */
  readonly changes: () => Map<string, Uint8Array | undefined>
  readonly add: (rows: Changes, pages: Changes) => void
  readonly addId: (id: string, index: number) => void
  /** How much waits for the next flush. */
  readonly size: () => number
  /** Takes what there is for a flush; `end` when the store has it. */
  readonly begin: () => Generation
  readonly end: () => void
}

interface Below {
  readonly rows: View
  readonly keysAfter: (after: string, limit: number) => string[]
  readonly page: (path: string) => Uint8Array | undefined
}

export const createPending = (below: Below): Pending => {
  let fresh = createGeneration()
  let flushing = createGeneration()

  const get = (key: string): Uint8Array | undefined => {
    const value = fresh.rows.get(key)
    if (value !== undefined || fresh.rows.has(key)) return value
    const older = flushing.rows.get(key)
    if (older !== undefined || flushing.rows.has(key)) return older
    return below.rows.get(key)
  }

  const range: View['range'] = (wanted) => {
    const table = tableNameOf(wanted.from)
    const view = over(over(below.rows, flushing.tables.get(table)), fresh.tables.get(table))
    return view.range(wanted)
  }

  return {
    view: { get, range },
    page: (path) => {
      if (fresh.pages.has(path)) return fresh.pages.get(path)
      return flushing.pages.has(path) ? flushing.pages.get(path) : below.page(path)
    },
    indexOf: (id) => fresh.ids.get(id) ?? flushing.ids.get(id),
    keysAfter: (after, limit) => {
      const stored = below.keysAfter(after, limit)
      const end = stored.length < limit ? undefined : stored.at(-1)
      const keys = new Set(stored)
      for (const { rows } of [fresh, flushing])
        for (const key of rows.keys()) if (key > after && (end === undefined || key <= end)) keys.add(key)
      return [...keys].sort(compareKeys)
    },
    changes: () => new Map([...flushing.rows, ...fresh.rows]),
    add: (rows, pages) => {
      for (const [key, value] of rows) addRow(fresh, key, value)
      for (const [path, page] of pages) fresh.pages.set(path, page)
    },
    addId: (id, index) => void fresh.ids.set(id, index),
    size: () => fresh.rows.size + fresh.pages.size,
    begin: () => {
      flushing = fresh
      fresh = createGeneration()
      return flushing
    },
    end: () => void (flushing = createGeneration()),
  }
}

const createGeneration = (): Generation => ({
  rows: new Map(),
  tables: new Map(),
  pages: new Map(),
  ids: new Map(),
})

const over = (view: View, changes: Map<string, Uint8Array | undefined> | undefined): View =>
  changes ? createOverlay(view, changes) : view

const addRow = (generation: Generation, key: string, value: Uint8Array | undefined): void => {
  generation.rows.set(key, value)
  const name = tableNameOf(key)
  let table = generation.tables.get(name)
  if (!table) generation.tables.set(name, (table = new Map()))
  table.set(key, value)
}
