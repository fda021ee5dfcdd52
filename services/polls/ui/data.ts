/** What the API says of polls. */
import type { NamedGroup } from '@maru/client/membership/group-path.ts'
import { useCityQuery } from '@maru/web/city/api.ts'
import type { Json } from '@maru/web/city/json.ts'
import { useText } from '@maru/web/city/text-of.ts'
import type { PollWords } from '../content.ts'
import type { Answers, QuestionTally } from '../questions.ts'
import type { Asker, Poll, PollState } from '../state.ts'
import type { Filters, Sort } from './filters.ts'
import { pageBefore, pageSizeMax } from '@maru/web/city/among-many.ts'

export type PollRow = Json<Poll> & {
  readonly poll: number
  readonly voters: number
  readonly changes: number
  /** By question; null while too few have voted. */
  readonly tally: readonly QuestionTally[] | null
}

/** Of which one has to be a member to vote in it now; undefined where votes have names, or none is taken. */
export const namedGroupOf = ({ secrecy, state, group, members }: PollRow): NamedGroup | undefined =>
  secrecy === 'anonymous' && state === 'open' && members
    ? { group, version: members.version, root: members.root }
    : undefined

export type Recorded =
  | { readonly voted: false }
  /** What was chosen is null while too few have voted for it to be shown. */
  | {
      readonly voted: true
      readonly answers: Answers | null
      readonly sequence: number
      readonly at: number
    }

export const pageSize = 10

export const usePolls = (input: {
  readonly asker?: Asker | undefined
  readonly state?: PollState | undefined
  readonly after?: number | undefined
}) => useCityQuery<{ readonly polls: readonly PollRow[] }>('polls', 'polls', { ...input, limit: pageSize })

/** In an order, with filters and by words. */
export const useListedPolls = (
  input: Filters & {
    readonly sort: Sort
    readonly cursor: string | undefined
  },
) =>
  useCityQuery<{ readonly polls: readonly PollRow[]; readonly next: string | null }>('polls', 'list', {
    ...input,
    limit: pageSize,
  })

export const useSimilarPolls = (title: string) =>
  useCityQuery<{ readonly polls: readonly PollRow[] }>(
    'polls',
    'similar',
    { title: title.slice(0, 200) },
    { enabled: title.trim().length > 1, staleTime: 60_000 },
  )

export const usePoll = (poll: number) => useCityQuery<PollRow>('polls', 'poll', { poll })

export const usePollWords = (content: string) => useText<PollWords>(content)

interface Votes {
  readonly votes: readonly (Omit<Extract<Recorded, { voted: true }>, 'voted'> & { readonly voter: string })[]
}

/** The vote of an account, or of what stands for a member, which is looked for among others. */
export const useRecorded = ({ poll, secrecy, voters }: PollRow, voter: string | undefined) => {
  const isNamed = secrecy === 'named'
  const isAsked = voter !== undefined
  const named = useCityQuery<Recorded>('polls', 'vote', { poll, voter }, { enabled: isAsked && isNamed })
  const page = { poll, after: pageBefore(voter ?? '', voters), limit: pageSizeMax }
  const hidden = useCityQuery<Votes>('polls', 'votes', page, { enabled: isAsked && !isNamed })
  if (isNamed) return { data: named.data, error: named.error, refetch: named.refetch }
  const found = hidden.data?.votes.find((vote) => vote.voter === voter)
  const data: Recorded | undefined = hidden.data && (found ? { ...found, voted: true } : { voted: false })
  return { data, error: hidden.error, refetch: hidden.refetch }
}

export const useTurnout = (poll: number) =>
  useCityQuery<{
    readonly openedAt: number | null
    readonly hours: readonly { readonly hour: number; readonly voters: number }[]
  }>('polls', 'turnout', { poll, limit: 1000 })
