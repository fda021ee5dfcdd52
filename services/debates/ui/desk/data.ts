/** What the panel has to decide, and what the city itself asks, as the API has them. */
import { useCityQuery } from '@maru/web/city/api.ts'
import type { Count, Items, QueueItem } from '@maru/web/screens/desk/queue.ts'
import { type DebateRow, pageSize, useDebates } from '../data.ts'

interface Undecided {
  readonly proposals: readonly number[]
  readonly next: number | null
}

type Cursor = { readonly cursor: string | undefined }

export const useUndecided = ({ cursor }: Cursor): Items<QueueItem> => {
  const { data, error, refetch } = useCityQuery<Undecided>('debates', 'undecided', {
    after: cursor,
    limit: 20,
  })
  const page = data && {
    items: data.proposals.map((proposal) => ({ id: String(proposal) })),
    next: data.next === null ? undefined : String(data.next),
  }
  return { data: page, error, refetch }
}

export const useUndecidedCount = (): Count | undefined => {
  const { data } = useCityQuery<Undecided>('debates', 'undecided', { limit: 100 })
  return data && { count: data.proposals.length, isMore: data.next !== null }
}

export interface QuestionItem extends DebateRow {
  readonly id: string
}

/** The city's own among the debates that are open, newest first. */
export const useQuestions = ({ cursor }: Cursor): Items<QuestionItem> => {
  const after = cursor === undefined ? undefined : Number(cursor)
  const { data, error, refetch } = useDebates({ state: 'open', after })
  const page = data && {
    items: data.debates
      .filter(({ openedBy }) => openedBy === 'city')
      .map((row) => ({ ...row, id: String(row.debate) })),
    next: data.debates.length < pageSize ? undefined : String(data.debates.at(-1)?.debate),
  }
  return { data: page, error, refetch }
}
