/** The SQL of the list of proposals. Each gives one row more than asked for, which tells that there is another page. */
import { sql, type RawBuilder } from 'kysely'
import { tsqueryOf, type Database } from '../../read-model.ts'
import { orders, type Order, type Sort } from './order.ts'
import type { ShownRow } from './show.ts'

export interface Asked {
  /** What title or text must have; none for all proposals. */
  readonly grams: readonly string[]
  /** By column. */
  readonly filters: { readonly [column: string]: string | undefined }
  readonly after: Position | undefined
  readonly limit: number
  /** Milliseconds since 1970. */
  readonly time: number
}

/** With the time of the first page, so that the pages after it are of the same list. */
export type Position = [value: number, number: number, time: number]

export type Row = ShownRow & { readonly value: number }

export const readPage = (database: Database, asked: Asked, sort: Sort): Promise<Row[]> => {
  const { value, direction, where, table } = orders[sort]
  const { grams, filters, after, limit, time } = asked
  const conditions = conditionsOf(filters)
  if (where) conditions.push(where(time))
  if (grams.length > 0) conditions.push(sql`grams @@ ${tsqueryOf(grams)}`)
  if (after) conditions.push(beyond(value, direction, after))
  const page = sql`
    select number, ${value} as value from ${joined(table, asked)} ${every(conditions)}
    order by value ${sql.raw(direction)}, number ${sql.raw(direction)} limit ${limit + 1}`
  return run(database, page, direction)
}

/** The tables a page needs and no others: an order alone needs no more than its own index. */
const joined = (orderedBy: Order['table'], { grams, filters }: Asked): RawBuilder<unknown> => {
  const isFiltered = Object.values(filters).some((value) => value !== undefined)
  const tables = [
    ...(orderedBy === undefined || isFiltered ? [sql`proposals`] : []),
    ...(orderedBy ? [orderedBy] : []),
    ...(grams.length > 0 ? [sql`proposal_words`] : []),
  ]
  return tables.reduce((left, right) => sql`${left} join ${right} using (number)`)
}

/** Those with the words in the title first (value 1), then those with them in the text (0); of each the newest first. */
export const readBestMatches = (
  database: Database,
  { grams, filters, after, limit }: Asked,
): Promise<Row[]> => {
  const query = tsqueryOf(grams)
  const filtered = conditionsOf(filters)
  const from = filtered.length > 0 ? sql`proposals join proposal_words using (number)` : sql`proposal_words`
  const tier = (value: 0 | 1, condition: RawBuilder<unknown>): RawBuilder<unknown> => {
    const isPast =
      after && (after[0] < value ? sql`false` : after[0] === value ? sql`number < ${after[1]}` : undefined)
    const conditions = [...filtered, condition, ...(isPast ? [isPast] : [])]
    return sql`select number, ${sql.lit(value)} as value from ${from} ${every(conditions)} order by number desc limit ${limit + 1}`
  }
  // Where titles fill the page, texts aren't looked at.
  const inText = sql`
    grams @@ ${query} and (select count(*) from in_title) <= ${limit}
    and number <> all (array(select number from proposal_words where title_grams @@ ${query}))`
  const page = sql`
    with in_title as materialized (${tier(1, sql`title_grams @@ ${query}`)})
    select * from in_title union all (${tier(0, inText)})`
  return run(database, page, 'desc').then((rows) => rows.slice(0, limit + 1))
}

const run = async (
  database: Database,
  page: RawBuilder<unknown>,
  direction: 'asc' | 'desc',
): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select number, value, title, excerpt from (${page}) as page left join proposal_texts using (number)
    order by value ${sql.raw(direction)}, number ${sql.raw(direction)}`.execute(database)
  return rows
}

const every = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`

const conditionsOf = (filters: Asked['filters']): RawBuilder<unknown>[] =>
  Object.entries(filters).flatMap(([column, value]) =>
    value === undefined ? [] : [sql`${sql.ref(column)} = ${value}`],
  )

const beyond = (
  value: Order['value'],
  direction: Order['direction'],
  [at, number]: Position,
): RawBuilder<unknown> =>
  sql`(${value}, number) ${sql.raw(direction === 'desc' ? '<' : '>')} (${at}, ${number})`
