/** The orders of the list of proposals. One more is one entry here. */
import { sql, type RawBuilder } from 'kysely'

export interface Order {
  /** What is compared; the number of the proposal decides between equals. */
  readonly value: RawBuilder<unknown>
  readonly direction: 'asc' | 'desc'
  /** Where the value stands, unless it is in `proposals`. */
  readonly table?: RawBuilder<unknown>
  /** Who is in the list at this time, in milliseconds since 1970. */
  readonly where?: (time: number) => RawBuilder<unknown>
}

export const sorts = [
  'relevant',
  'newest',
  'most-supported',
  'rising',
  'closing-soon',
  'answered',
  'overdue',
] as const

const counts = sql`proposal_counts`

export type Sort = (typeof sorts)[number]

export const orders: { readonly [S in Sort]: Order } = {
  /** Without words nothing is more relevant than another; with words see `readBestMatches`. */
  relevant: { value: sql`number`, direction: 'desc' },
  newest: { value: sql`number`, direction: 'desc' },
  'most-supported': { value: sql`supports`, direction: 'desc', table: counts },
  rising: { value: sql`rising`, direction: 'desc', table: counts, where: () => sql`rising > 0` },
  'closing-soon': {
    value: sql`closes_at`,
    direction: 'asc',
    where: (time) => sql`state = 'open' and closes_at > ${time}`,
  },
  answered: { value: sql`answered_at`, direction: 'desc', where: () => sql`answered_at is not null` },
  overdue: { value: sql`due_at`, direction: 'asc', where: (time) => sql`due_at <= ${time}` },
}
