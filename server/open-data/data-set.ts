/**
 * Open data: what the ledger has as rows that a spreadsheet or a program reads. A set is read from the state page by
 * page in the order of its keys, so that it takes the same memory whatever its size; texts come from the content store
 * and are left out where they are hidden or erased.
 */
import type { ReadTable, ReadTables, Shapes } from '@maru/kernel/state/table.ts'
import { bindReadTables } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import type { Text } from './texts.ts'

export interface DataSet {
  readonly name: string
  /** Whose rows they are: a city that doesn't run the service has no such set. */
  readonly service: string
  readonly summary: string
  readonly columns: readonly string[]
  readonly pages: (source: Source) => Iterable<readonly DataRow[]>
}

export interface Source {
  readonly view: View
  readonly textOf: (commitment: Uint8Array | undefined) => Text
}

/** A value for each column; null where there is none. Times are ISO 8601 in UTC, bytes hexadecimal. */
export type DataRow = { readonly [column: string]: string | number | null }

interface TableSet<S extends Shapes, Columns extends readonly string[], Name extends keyof S & string> {
  readonly name: string
  readonly service: string
  readonly summary: string
  readonly tables: S
  /** The table whose rows become the set's, one each. */
  readonly table: Name
  readonly columns: Columns
  readonly row: (
    entry: ReadTables<S>[Name] extends ReadTable<infer Key, infer Row> ? readonly [Key, Row] : never,
    context: { readonly tables: ReadTables<S>; readonly source: Source },
  ) => { readonly [C in Columns[number]]: string | number | null }
}

/** A set with one row for each row of a table. */
export const tableSet = <
  S extends Shapes,
  const Columns extends readonly string[],
  Name extends keyof S & string,
>({
  tables: shapes,
  table,
  row,
  ...set
}: TableSet<S, Columns, Name>): DataSet => ({
  ...set,
  *pages(source) {
    const tables = bindReadTables(set.service, shapes, source.view)
    const context = { tables, source }
    for (const page of pagesOf(tables[table] as ReadTable<any, any>))
      yield page.map((entry) => row(entry as Parameters<typeof row>[0], context) as DataRow)
  },
})

/** A table's rows from the first to the last, some at a time; what is written meanwhile may be among them. */
export function* pagesOf<Key extends readonly unknown[], Row>(
  table: ReadTable<Key, Row>,
  prefix: readonly unknown[] = [],
): Generator<readonly (readonly [Key, Row])[]> {
  let after: Key | undefined
  for (;;) {
    const page = table.list({ prefix, limit: pageSize, ...(after && { after }) })
    if (page.length > 0) yield page
    if (page.length < pageSize) return
    after = page.at(-1)?.[0]
  }
}

/** Few enough that a page of them, with their texts, holds up no block. */
export const pageSize = 200

export const isoTime = (time: number | undefined): string | null =>
  time === undefined ? null : new Date(time).toISOString()
