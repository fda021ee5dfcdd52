/** What the API says of proposals, and how screens ask for it. */
import { pageBefore, pageSizeMax } from '@maru/web/city/among-many.ts'
import { useCityQuery } from '@maru/web/city/api.ts'
import { useCity } from '@maru/web/city/city.ts'
import type { ProposalState, Threshold } from '../state.ts'

export interface ProposalRow {
  readonly proposal: number
  readonly author: string
  readonly state: ProposalState
  readonly field: string
  readonly district: string | null
  /** The commitment under which its text is found. */
  readonly content: string
  readonly supports: number
  /** Members support it, without a name. */
  readonly members?: { readonly group: string; readonly root: string; readonly version: number }
  readonly openedAt: number
  readonly editedAt?: number
  readonly closes?: number
  readonly erasedAt?: number
  readonly joinedTo?: number
  readonly joined?: number
  readonly reached: { readonly [T in Threshold]?: number }
}

/** As the list has it: with its first words, and where its answer stands. */
export interface ListedProposal extends ProposalRow {
  readonly title: string | null
  readonly excerpt: string | null
  readonly department: string | null
  readonly dueAt: number | null
  readonly answeredAt: number | null
}

export interface ProposalPage {
  readonly proposals: readonly ListedProposal[]
  readonly next: string | null
}

export type Sort =
  | 'relevant'
  | 'rising'
  | 'newest'
  | 'most-supported'
  | 'closing-soon'
  | 'answered'
  | 'overdue'

export const useProposals = (input: {
  readonly sort: Sort
  readonly limit?: number
  readonly cursor?: string | undefined
  readonly q?: string | undefined
  readonly field?: string | undefined
  readonly district?: string | undefined
  readonly state?: string | undefined
}) => useCityQuery<ProposalPage>('proposals', 'list', input)

export const useProposal = (proposal: number) =>
  useCityQuery<ProposalRow>('proposals', 'proposal', { proposal })

export const useSupport = (proposal: number, account: string | undefined) =>
  useCityQuery<{ readonly supports: boolean; readonly since?: number }>(
    'proposals',
    'support',
    { proposal, account },
    { enabled: account !== undefined },
  )

interface ListedMember {
  readonly member: string
  readonly sequence: number
  readonly supports: boolean
}

/** The support of what stands for a member, looked for among others; undefined while they have given none. */
export const useMemberSupport = ({ proposal, supports }: ProposalRow, member: string | undefined) => {
  const page = { proposal, after: pageBefore(member ?? '', supports), limit: pageSizeMax }
  const { data } = useCityQuery<{ readonly members: readonly ListedMember[] }>('proposals', 'members', page, {
    enabled: member !== undefined,
  })
  return data?.members.find((each) => each.member === member)
}

export interface NextThreshold {
  readonly threshold: Threshold
  /** Supports it takes. */
  readonly max: number
}

/** The next threshold that supports can reach; undefined when all are behind it. */
export const useNextThreshold = (): ((supports: number) => NextThreshold | undefined) => {
  const { data } = useCity()
  const numbers = data?.parameters['proposals']
  const all = [
    { threshold: 'assignment', max: numbers?.['supportsForAssignment'] ?? 0 },
    { threshold: 'debate', max: numbers?.['supportsForDebate'] ?? 0 },
    { threshold: 'mayor', max: numbers?.['supportsForMayor'] ?? 0 },
  ] as const
  // A number of 0 says that there is no such path.
  return (supports) => all.filter(({ max }) => max > 0).find(({ max }) => supports < max)
}

interface Duty {
  readonly duty: number
  readonly due: number
  readonly answer?: { readonly at: number }
}

/** The answers that the city owes a proposal, given or not. */
export const useOwed = (proposal: number) =>
  useCityQuery<{ readonly duties: readonly Duty[] }>('answers', 'owed', { proposal })

export const useIsAnswered = (proposal: number): boolean => {
  const duties = useOwed(proposal).data?.duties ?? []
  return duties.length > 0 && duties.every(({ answer }) => answer !== undefined)
}
