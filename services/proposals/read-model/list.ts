import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import { list, type Database } from '../../read-model.ts'
import { departmentId, districtId, fieldId, pageLimit } from '../../schemas.ts'
import { queryGrams } from '../../search-text.ts'
import { states } from '../state.ts'
import { orders, sorts } from './order.ts'
import type { ReadNeeds } from './needs.ts'
import { shownProposals, type ShownRow } from './show.ts'

const input = z.strictObject({
  q: z.string().max(200).optional().meta({ description: 'Words that title or text have.' }),
  sort: z.enum(sorts).optional().meta({ description: "'relevant' with q, else 'newest', unless given." }),
  field: fieldId.optional(),
  district: districtId.optional(),
  department: departmentId.optional(),
  state: z.enum(states).optional(),
  limit: pageLimit(100, 20),
})

type Input = z.infer<typeof input>

/** With the time of the first page, so that the pages after it are of the same list. */
type Position = [value: number, number: number, time: number]

export const proposalList = (needs: ReadNeeds) =>
  list<Input, Position>({
    input,
    position: z.tuple([z.number(), z.int(), z.int()]),
    summary: 'Proposals in an order, with filters and by their words, a page at a time.',
    example: { sort: 'most-supported', field: 'transport', limit: 20 },
    read: async ({ database, view, time: now, after }, input) => {
      const time = after?.[2] ?? now
      const rows = await readPage(database, input, after, time)
      const page = rows.slice(0, input.limit)
      const last = rows.length > input.limit ? page.at(-1) : undefined
      const end: Position | undefined = last && [last.value, last.number, time]
      return { answer: { proposals: shownProposals(needs, view, page) }, end }
    },
  })

type Row = ShownRow & { readonly value: number }

/** One row more than asked for, which tells that there is another page. */
const readPage = async (
  database: Database,
  input: Input,
  after: Position | undefined,
  time: number,
): Promise<Row[]> => {
  const { q = '', sort = q.trim() === '' ? 'newest' : 'relevant', limit } = input
  const grams = queryGrams(q)
  if (q.trim() !== '' && grams.length === 0) return []
  const { value, direction, join, where } = orders[sort]
  const words = grams.map((gram) => (gram.length === 1 ? `'${gram}':*` : `'${gram}'`)).join(' & ')
  const filters = filtersOf(input)
  if (where) filters.push(where(time))
  const arm = (
    value: RawBuilder<unknown>,
    conditions: readonly RawBuilder<unknown>[],
  ): RawBuilder<unknown> => {
    const all = [...filters, ...conditions, ...(after ? [beyond(value, direction, after)] : [])]
    return sql`(
      select number, ${value} as value from proposals
      ${words === '' ? sql`` : sql`join proposal_texts using (number)`} ${join?.(time) ?? sql``}
      ${all.length === 0 ? sql`` : sql`where ${sql.join(all, sql` and `)}`}
      order by value ${sql.raw(direction)}, number ${sql.raw(direction)} limit ${limit + 1})`
  }
  const inTitle = sql`title_grams @@ ${words}::tsquery`
  const inText = sql`grams @@ ${words}::tsquery`
  const page =
    words === ''
      ? arm(value, [])
      : sort === 'relevant'
        ? sql`${arm(sql`1`, [inTitle])} union all ${arm(sql`0`, [inText, sql`not ${inTitle}`])}`
        : arm(value, [inText])
  const { rows } = await sql<Row>`
    select number, value, title, excerpt from (${page}) as page left join proposal_texts using (number)
    order by value ${sql.raw(direction)}, number ${sql.raw(direction)} limit ${limit + 1}`.execute(database)
  return rows
}

const filtersOf = ({ field, district, department, state }: Input): RawBuilder<unknown>[] =>
  Object.entries({ field, district, department, state }).flatMap(([column, value]) =>
    value === undefined ? [] : [sql`${sql.ref(column)} = ${value}`],
  )

const beyond = (
  value: RawBuilder<unknown>,
  direction: 'asc' | 'desc',
  [at, number]: Position,
): RawBuilder<unknown> =>
  sql`(${value}, number) ${sql.raw(direction === 'desc' ? '<' : '>')} (${at}, ${number})`
