/** What the API says of policies. */
import { useCityQuery } from '@maru/web/city/api.ts'
import type { Json } from '@maru/web/city/json.ts'
import type { Milestone, Policy } from '../state.ts'

export type PolicyRow = Json<Policy> & { readonly policy: number }

export type MilestoneRow = Json<Milestone> & { readonly milestone: number; readonly overdue: boolean }

/** One thing that happened, with the data of its event. */
export interface HistoryRow {
  readonly entry: number
  readonly event: string
  readonly at: number
  readonly content?: string
}

export const pageSize = 10

export const usePolicies = (input: {
  readonly state?: string | undefined
  readonly after?: number | undefined
  readonly limit?: number
}) =>
  useCityQuery<{ readonly policies: readonly PolicyRow[] }>('policies', 'policies', {
    limit: pageSize,
    ...input,
  })

export const usePolicy = (policy: number) => useCityQuery<PolicyRow>('policies', 'policy', { policy })

export const usePoliciesOfProposal = (proposal: number) =>
  useCityQuery<{ readonly policies: readonly PolicyRow[] }>('policies', 'policies-of-proposal', {
    proposal,
    limit: 5,
  })

export const useMilestones = (policy: number) =>
  useCityQuery<{ readonly milestones: readonly MilestoneRow[] }>('policies', 'milestones', { policy })

export const useHistory = (policy: number) =>
  useCityQuery<{ readonly history: readonly HistoryRow[] }>('policies', 'history', { policy })
