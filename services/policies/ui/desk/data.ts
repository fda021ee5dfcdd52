/** Policies to work on, as the API has them. */
import { useCityQuery } from '@maru/web/city/api.ts'
import { textQuery } from '@maru/web/city/text-of.ts'
import type { Asked, Count, Items } from '@maru/web/screens/desk/queue.ts'
import { useQueries } from '@tanstack/react-query'
import type { PolicyState } from '../../state.ts'
import type { PolicyRow } from '../data.ts'

export interface PolicyItem extends PolicyRow {
  readonly id: string
  /** Milestones whose date has passed. */
  readonly overdue: number
  /** Of the milestone that is due next, or overdue the longest. */
  readonly nextDue: number | null
}

interface Work {
  readonly policies: readonly Omit<PolicyItem, 'id'>[]
  readonly next: number | null
}

const pageSize = 20
const countMax = 100

export const usePolicyWork = (
  state: PolicyState,
  { officer, cursor }: Asked & { readonly cursor: string | undefined },
): Items<PolicyItem> => {
  const input = { state, officer, after: cursor, limit: pageSize }
  const { data, error, refetch } = useCityQuery<Work>('policies', 'work', input)
  return {
    data: data && {
      items: data.policies.map((row) => ({ ...row, id: String(row.policy) })),
      next: data.next === null ? undefined : String(data.next),
    },
    error,
    refetch,
  }
}

export const usePolicyCount = (state: PolicyState, { officer }: Asked): Count | undefined => {
  const { data } = useCityQuery<Work>('policies', 'work', { state, officer, limit: countMax })
  return (
    data && {
      count: data.policies.length,
      isMore: data.next !== null,
      isLate: data.policies.some(({ overdue }) => overdue > 0),
    }
  )
}

/** What milestones are called; an empty text until it is known. */
export const useTitles = (contents: readonly string[]): readonly string[] =>
  useQueries({
    queries: contents.map((content) => textQuery<{ readonly title: string }>(content)),
    combine: (answers) => answers.map(({ data }) => data?.title ?? ''),
  })

/** The departments in which an account is placed. */
export const useDepartmentsOf = (account: string | undefined): readonly string[] | undefined => {
  const { data } = useCityQuery<{
    readonly departments: readonly {
      readonly department: string
      readonly officers: readonly { readonly account: string }[]
    }[]
  }>('answers', 'departments')
  return data?.departments
    .filter(({ officers }) => officers.some((officer) => officer.account === account))
    .map(({ department }) => department)
}
