/** The lists of work, as the API has them. */
import { useCityQuery } from '@maru/web/city/api.ts'
import type { Asked, Count, Items } from '@maru/web/screens/desk/queue.ts'
import type { List } from '../../work.ts'
import type { DutyRow } from '../data.ts'

export interface DutyItem extends DutyRow {
  readonly id: string
}

export const useWork = (
  list: List,
  { officer, cursor }: Asked & { readonly cursor: string | undefined },
): Items<DutyItem> => {
  const { data, error, refetch } = useCityQuery<{
    readonly duties: readonly DutyRow[]
    readonly next: number | null
  }>('answers', 'work', { list, officer, after: cursor, limit: 20 })
  return { data: data && pageOf(data.duties, data.next), error, refetch }
}

const pageOf = (duties: readonly DutyRow[], next: number | null) => ({
  items: duties.map((row) => ({ ...row, id: String(row.duty) })),
  next: next === null ? undefined : String(next),
})

export const useWorkCount = (list: List, { officer }: Asked): Count | undefined => {
  const { data } = useCityQuery<{
    readonly counts: readonly { readonly list: List; readonly duties: number; readonly late: number }[]
    readonly isMore: boolean
  }>('answers', 'work-counts', { officer })
  const found = data?.counts.find((each) => each.list === list)
  return found && data && { count: found.duties, isMore: data.isMore, isLate: found.late > 0 }
}
