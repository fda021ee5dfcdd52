/** The orders of the list of proposals. One more is one entry here. */
import { sql, type RawBuilder } from 'kysely'
import { dayMs } from '../../days.ts'
import { daysKept } from './apply.ts'

export interface Order {
  /** What is compared; the number of the proposal decides between equals. */
  readonly value: RawBuilder<unknown>
  readonly direction: 'asc' | 'desc'
  /** Joined to `proposals`. */
  readonly join?: (time: number) => RawBuilder<unknown>
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

export const orders: { readonly [Sort in (typeof sorts)[number]]: Order } = {
  /** With words: those that have them in the title first, see `list.ts`. */
  relevant: { value: sql`0`, direction: 'desc' },
  newest: { value: sql`number`, direction: 'desc' },
  'most-supported': { value: sql`supports`, direction: 'desc' },
  /** What was gained on each of the last seven days, today's seven times as much as that of six days ago. */
  rising: {
    value: sql`score`,
    direction: 'desc',
    join: (time) => {
      const today = Math.floor(time / dayMs)
      return sql`
        join (
          select number, sum(gained * (${daysKept}::int - (${today}::int - day)))::int as score from proposal_days
          where day > ${today - daysKept} and day <= ${today} group by number
        ) as rise using (number)`
    },
    where: () => sql`score > 0`,
  },
  'closing-soon': {
    value: sql`closes_at`,
    direction: 'asc',
    where: (time) => sql`state = 'open' and closes_at > ${time}`,
  },
  answered: { value: sql`answered_at`, direction: 'desc', where: () => sql`answered_at is not null` },
  overdue: { value: sql`due_at`, direction: 'asc', where: (time) => sql`due_at <= ${time}` },
}
