/** What the API says of comments. */
import { useCityQuery } from '@maru/web/city/api.ts'
import type { Json } from '@maru/web/city/json.ts'
import type { Hold } from '@maru/web/parts/written.tsx'
import type { Comment, Counts, Side, Target } from '../state.ts'

export type CommentRow = Json<Comment> & { readonly comment: number; readonly hold?: Hold }

/** In the order in which they are shown. The rules have the same list, beside code that no screen needs. */
export const sides: readonly Side[] = ['for', 'against', 'none']

export const orders = ['most-helpful', 'newest'] as const
export type Order = (typeof orders)[number]

export const pageSize = 10

export const useComments = (
  { service, number }: Target,
  order: Order,
  side: Side | undefined,
  after: string | undefined,
) =>
  useCityQuery<{ readonly comments: readonly CommentRow[]; readonly next?: string | null }>(
    'comments',
    order === 'newest' ? 'comments' : 'most-helpful',
    { service, number, side, after, limit: pageSize },
  )

export const useReplies = (comment: number) =>
  useCityQuery<{ readonly replies: readonly CommentRow[] }>('comments', 'replies', { comment, limit: 100 })

export const useCounts = ({ service, number }: Target) =>
  useCityQuery<Counts>('comments', 'counts', { service, number })

export const useMark = (comment: number, account: string | undefined) =>
  useCityQuery<{ readonly helpful: boolean }>(
    'comments',
    'mark',
    { comment, account },
    { enabled: account !== undefined },
  )
