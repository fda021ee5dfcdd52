/** What the API says of polls. */
import { useCityQuery } from '@maru/web/city/api.ts'
import type { Json } from '@maru/web/city/json.ts'
import { useText } from '@maru/web/city/text-of.ts'
import type { PollWords } from '../content.ts'
import type { Answers, QuestionTally } from '../questions.ts'
import type { Asker, Poll, PollState } from '../state.ts'

export type PollRow = Json<Poll> & {
  readonly poll: number
  readonly voters: number
  readonly changes: number
  /** By question; null while too few have voted. */
  readonly tally: readonly QuestionTally[] | null
}

export type Recorded =
  | { readonly voted: false }
  | { readonly voted: true; readonly answers: Answers; readonly sequence: number; readonly at: number }

export const pageSize = 10

export const usePolls = (input: {
  readonly asker?: Asker | undefined
  readonly state?: PollState | undefined
  readonly after?: number | undefined
}) => useCityQuery<{ readonly polls: readonly PollRow[] }>('polls', 'polls', { ...input, limit: pageSize })

export const usePoll = (poll: number) => useCityQuery<PollRow>('polls', 'poll', { poll })

export const usePollWords = (content: string) => useText<PollWords>(content)

/** The vote of an account, or of what stands for a member. */
export const useRecorded = (poll: number, voter: string | undefined) =>
  useCityQuery<Recorded>('polls', 'vote', { poll, voter }, { enabled: voter !== undefined })

export const useTurnout = (poll: number) =>
  useCityQuery<{
    readonly openedAt: number | null
    readonly hours: readonly { readonly hour: number; readonly voters: number }[]
  }>('polls', 'turnout', { poll, limit: 1000 })
