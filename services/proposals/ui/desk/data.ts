/** Proposals that may be joined with others, as the API has them. */
import { useCityQuery } from '@maru/web/city/api.ts'
import type { Items } from '@maru/web/screens/desk/queue.ts'
import { type ListedProposal, type ProposalRow, useProposals } from '../data.ts'
import { useSimilar } from '../similar.tsx'

export interface ProposalItem extends ListedProposal {
  readonly id: string
}

/** Newest first: who proposes what is there already did so a moment ago. */
export const useJoinable = ({ cursor }: { readonly cursor: string | undefined }): Items<ProposalItem> => {
  const { data, error, refetch } = useProposals({ sort: 'newest', limit: 20, cursor })
  const page = data && {
    items: data.proposals.filter(leads).map((row) => ({ ...row, id: String(row.proposal) })),
    next: data.next ?? undefined,
  }
  return { data: page, error, refetch }
}

/** Others like it that are not joined anywhere; undefined until they are known. */
export const useCandidates = (proposal: number, title: string, body = '') => {
  const { data, error, refetch } = useSimilar(title, body)
  const candidates = data?.proposals.filter((row) => row.proposal !== proposal && leads(row))
  return { data: candidates, error, refetch }
}

export const useJoined = (proposal: number) =>
  useCityQuery<{ readonly joined: readonly { readonly proposal: number; readonly supports: number }[] }>(
    'proposals',
    'joined',
    { proposal },
  )

/** P21: whether others can be joined into it. */
export const leads = ({ state, joinedTo, erasedAt }: ProposalRow): boolean =>
  joinedTo === undefined && erasedAt === undefined && state !== 'withdrawn' && state !== 'closed'

/** P21: whether it can be joined into another. */
export const joins = ({ state, joinedTo, joined = 0 }: ProposalRow): boolean =>
  joinedTo === undefined && joined === 0 && state !== 'withdrawn' && state !== 'debate'
