/**
 * What a service keeps in SQL, for lists and search: a projection of the ledger. It can be dropped at any time and is
 * then built again from the log, so nothing may stand in it that the log, the state and the texts do not give again.
 *
 * The simplest form is "touch and refresh": events tell which rows changed, and each is written once from the sealed
 * state as it is now. The state may be ahead of the event; the last event of a row always finds the row's last state,
 * so the outcome is the same however the events are batched. What the state does not keep (supports of a day) is added
 * up event by event.
 */
import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { z } from 'zod'
import type { EventData } from '@maru/kernel/service.ts'
import type { View } from '@maru/kernel/state/view.ts'

export interface Projection {
  /** The service's. */
  readonly name: string
  /** Raised when old events give other rows than before: the read model is then built again. */
  readonly version: number
  /** By name, run in the order of their names, each once. They make the tables, with what `apply` needs to be quick. */
  readonly migrations: { readonly [name: string]: Migration }
  /**
   * By name, what stands behind `create index ... on`: indexes that only readers need. They are made when the log was
   * read to its end, since filling one at once takes a fraction of keeping it up to date row by row.
   */
  readonly indexes: { readonly [name: string]: string }
  /** Tables that hold words of texts: when texts are erased, they are written anew, so that no trace stays in them. */
  readonly textTables: readonly string[]
  /** Events it is told of, as `proposals.supported`. */
  readonly hears: readonly string[]
  /** Runs inside the SQL transaction that also stores how far the log was read: all of it counts, or nothing. */
  readonly apply: (batch: Batch) => Promise<void>
  /** Each becomes a route, `GET /api/<service>/<name>`. */
  readonly lists: { readonly [name: string]: List }
}

export interface Batch {
  /** The open SQL transaction. */
  readonly database: Database
  /** In the order of the log; none when nothing happened that the projection hears. */
  readonly events: readonly HeardEvent[]
  /** The time of the last block of this batch, in milliseconds since 1970. */
  readonly time: number
  /** The same of the batch before; 0 before the first. */
  readonly timeBefore: number
  /** The sealed state now: at the end of this batch or later. */
  readonly view: View
  /** The text of a commitment; undefined when it is not there, as when it was erased. */
  readonly textOf: (commitment: Uint8Array) => unknown
}

export interface HeardEvent {
  /** As `proposals.supported`. */
  readonly event: string
  readonly data: EventData
  /** Of its block, in milliseconds since 1970. */
  readonly time: number
}

/** A question to the read model. Its rows come in the order of SQL; counts it shows are read from the state. */
export interface List<Input = any, Position extends readonly unknown[] = any> {
  readonly input: z.ZodType<Input>
  readonly summary: string
  readonly example: Input
  /** Where a page ends. Without it the list has one page. */
  readonly position?: z.ZodType<Position>
  /** Undefined is "not found". */
  readonly read: (context: Listing<Position>, input: Input) => Promise<Page<Position> | undefined>
}

export interface Listing<Position = any> {
  readonly database: Database
  readonly view: View
  /** Of the sealed state, in milliseconds since 1970. */
  readonly time: number
  /** The end of the page before. */
  readonly after: Position | undefined
}

export interface Page<Position = any> {
  readonly answer: object
  /** Where the next page begins; undefined on the last. */
  readonly end?: Position | undefined
}

/** Each projection knows its own tables. */
export type Database = Kysely<any>

/** Gives a list its types once. */
export const list = <Input, Position extends readonly unknown[]>(
  given: List<Input, Position>,
): List<Input, Position> => given

/** A column's SQL type; or the type it becomes when it is handed over as another. */
type Column =
  | string
  | { readonly type: string; readonly from: (given: RawBuilder<unknown>) => RawBuilder<unknown> }

/** A column of several words or numbers, which are handed over as one text with spaces between. */
export const spaced = (type: 'tsvector' | 'int[]'): Column => ({
  type: 'text',
  from: (given) =>
    type === 'tsvector'
      ? sql`array_to_tsvector(string_to_array(${given}, ' '))`
      : sql`string_to_array(${given}, ' ')::int[]`,
})

/**
 * Inserts rows or overwrites those with the same key, in one statement whatever their number. `key` names the primary
 * key's columns. No two rows may have the same key.
 */
export const upsertRows = async <Name extends string>(
  database: Database,
  table: string,
  columns: { readonly [N in Name]: Column },
  key: readonly NoInfer<Name>[],
  rows: readonly { readonly [N in NoInfer<Name>]: string | number | boolean | null }[],
): Promise<void> => {
  if (rows.length === 0) return
  const names = Object.keys(columns) as Name[]
  const each = (write: (name: Name) => RawBuilder<unknown>) => sql.join(names.map(write))
  const given = each((name) => {
    const column: Column = columns[name]
    return sql`${rows.map((row) => row[name])}::${sql.raw(typeof column === 'string' ? column : column.type)}[]`
  })
  const made = each((name) => {
    const column: Column = columns[name]
    return typeof column === 'string' ? sql.ref(name) : column.from(sql.ref(name))
  })
  const set = names
    .filter((name) => !key.includes(name))
    .map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`)
  await sql`
    insert into ${sql.table(table)} (${each((name) => sql.ref(name))})
    select ${made} from unnest(${given}) as given (${each((name) => sql.ref(name))})
    on conflict (${sql.join(key.map((name) => sql.ref(name)))}) do update set ${sql.join(set)}
  `.execute(database)
}

/** Grams are letters and digits only, so quoting them takes nothing more. One syllable begins a pair. */
export const tsqueryOf = (grams: readonly string[]): RawBuilder<unknown> => {
  const words = grams.map((gram) => (gram.length === 1 ? `'${gram}':*` : `'${gram}'`))
  return sql`${words.join(' & ')}::tsquery`
}
