/** What the API says of debates. */
import { useCityQuery } from '@maru/web/city/api.ts'
import type { Json } from '@maru/web/city/json.ts'
import type { Debate, Decision, Opinion, Tally } from '../state.ts'

export type DebateRow = Json<Debate> & Tally & { readonly debate: number }

export type OpinionRow = Json<Opinion> & {
  readonly opinion: number
  /** Whether it is the last of its author. */
  readonly counts: boolean
}

export const pageSize = 10

export const useDebates = (input: {
  readonly state?: string | undefined
  readonly after?: number | undefined
}) =>
  useCityQuery<{ readonly debates: readonly DebateRow[] }>('debates', 'debates', {
    ...input,
    limit: pageSize,
  })

export const useDebate = (debate: number) => useCityQuery<DebateRow>('debates', 'debate', { debate })

export const useDebateOf = (proposal: number) =>
  useCityQuery<{ readonly debate: DebateRow | null }>('debates', 'debate-of-proposal', { proposal })

export const useOpinions = (debate: number, after: number | undefined) =>
  useCityQuery<{ readonly opinions: readonly OpinionRow[] }>('debates', 'opinions', {
    debate,
    after,
    limit: pageSize,
  })

export const useDecisions = (proposal: number) =>
  useCityQuery<{ readonly decisions: readonly (Json<Decision> & { readonly number: number })[] }>(
    'debates',
    'decisions',
    { proposal },
  )

/** The opinion of somebody that counts; null when they gave none. */
export const useOwnOpinion = (debate: number, account: string | undefined) =>
  useCityQuery<{ readonly opinion: OpinionRow | null }>(
    'debates',
    'opinion',
    { debate, account },
    { enabled: account !== undefined },
  )
