/** What the API says of debates. */
import { pageBefore, pageSizeMax } from '@maru/web/city/among-many.ts'
import { useCityQuery } from '@maru/web/city/api.ts'
import type { Json } from '@maru/web/city/json.ts'
import type { Debate, Decision, Opinion, ShownTally, Side } from '../state.ts'

export type DebateRow = Json<Debate> & ShownTally & { readonly debate: number }

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

interface ListedVoice {
  readonly member: string
  readonly sequence: number
  /** Null while so few take part that sides are not shown. */
  readonly side: Side | null
}

/** The side of what stands for a member, looked for among others; undefined while they have taken none. */
export const useOwnVoice = ({ debate, participants }: DebateRow, member: string | undefined) => {
  const page = { debate, after: pageBefore(member ?? '', participants), limit: pageSizeMax }
  const { data, error } = useCityQuery<{ readonly voices: readonly ListedVoice[] }>(
    'debates',
    'voices',
    page,
    { enabled: member !== undefined },
  )
  return { data: data?.voices.find((voice) => voice.member === member), error }
}
