/** Polls in an order, with filters and by their words. SQL gives the order and the numbers; all else is the state's. */
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import { list, tsqueryOf } from '../../read-model.ts'
import { pageLimit } from '../../schemas.ts'
import { queryGrams } from '../../search-text.ts'
import { groupId } from '../inputs.ts'
import { askers, secrecies, states } from '../state.ts'
import { shownPoll } from './show.ts'

interface Order {
  /** What is compared; the number of the poll decides between equals. */
  readonly value: RawBuilder<unknown>
  readonly direction: 'asc' | 'desc'
  /** Who is in the list at this time, in milliseconds since 1970. */
  readonly where?: (time: number) => RawBuilder<unknown>
}

const orders = {
  /** Those with the words in the title first. Without words nothing is more relevant than another. */
  relevant: { value: sql`number`, direction: 'desc' },
  newest: { value: sql`number`, direction: 'desc' },
  'closing-soon': {
    value: sql`closes_at`,
    direction: 'asc',
    where: (time) => sql`state = 'open' and closes_at > ${time}`,
  },
  'most-voted': { value: sql`voters`, direction: 'desc' },
  'just-closed': { value: sql`closes_at`, direction: 'desc', where: () => sql`state = 'closed'` },
} satisfies { readonly [sort: string]: Order }

const sorts = ['relevant', 'newest', 'closing-soon', 'most-voted', 'just-closed'] as const

const input = z.strictObject({
  q: z.string().max(200).optional().meta({ description: 'Words that title, questions or options have.' }),
  sort: z.enum(sorts).optional().meta({ description: "'relevant' with q, else 'newest', unless given." }),
  asker: z.enum(askers).optional(),
  state: z.enum(states).optional(),
  secrecy: z.enum(secrecies).optional(),
  group: groupId.optional(),
  limit: pageLimit(100, 20),
})

/** With the time of the first page, so that the pages after it are of the same list. */
type Position = [value: number, number: number, time: number]

export const pollList = list<z.infer<typeof input>, Position>({
  input,
  position: z.tuple([z.number(), z.int(), z.int()]),
  summary: 'Polls in an order, with filters and by their words, a page at a time.',
  example: { sort: 'closing-soon', asker: 'city', limit: 20 },
  read: async ({ database, view, time: now, after }, asked) => {
    const { q = '', asker, state, secrecy, group, limit } = asked
    const grams = queryGrams(q)
    // Nothing but marks, which no text is found by.
    if (grams.length === 0 && q.trim() !== '') return { answer: { polls: [] } }
    const isSearch = grams.length > 0
    const sort = asked.sort ?? (isSearch ? 'relevant' : 'newest')
    const { direction, where }: Order = orders[sort]
    const query = tsqueryOf(grams)
    const isRanked = isSearch && sort === 'relevant'
    const value = isRanked ? sql`(title_grams @@ ${query})::int` : orders[sort].value
    const time = after?.[2] ?? now
    const conditions = [
      sql`true`,
      ...Object.entries({ asker, state, secrecy, asked_group: group }).flatMap(([column, wanted]) =>
        wanted === undefined ? [] : [sql`${sql.ref(column)} = ${wanted}`],
      ),
      ...(where ? [where(time)] : []),
      ...(isSearch ? [sql`grams @@ ${query}`] : []),
      ...(after ? [sql`(${value}, number) ${beyond(direction)} (${after[0]}, ${after[1]})`] : []),
    ]
    const tables = isSearch
      ? sql`polls join poll_counts using (number) join poll_words using (number)`
      : sql`polls join poll_counts using (number)`
    const way = sql.raw(direction)
    const { rows } = await sql<{ number: number; value: number }>`
      select number, ${value} as value from ${tables} where ${sql.join(conditions, sql` and `)}
      order by value ${way}, number ${way} limit ${limit + 1}`.execute(database)
    const page = rows.slice(0, limit)
    const last = rows.length > limit ? page.at(-1) : undefined
    const end: Position | undefined = last && [last.value, last.number, time]
    return { answer: { polls: page.map(({ number }) => shownPoll(view, now, number)) }, end }
  },
})

const beyond = (direction: Order['direction']) => sql.raw(direction === 'desc' ? '<' : '>')
