/** What the API says of moderation. */
import { useCityQuery } from '@maru/web/city/api.ts'
import type { Json } from '@maru/web/city/json.ts'
import type { Act, Address, Case, CaseState } from '../state.ts'

export type CaseRow = Json<Case> & { readonly case: number }

/** A text to judge, also one that nobody has reported: then there is no case, and its number is 0. */
export type JudgedRow = Omit<CaseRow, 'state'> & { readonly state: CaseState | 'unreported' }

/** `by` is missing in reports: nobody is led to who made them. */
export type ActRow = Omit<Json<Act>, 'by'> & { readonly number: number; readonly by?: string | null }

export interface LogRow extends ActRow {
  readonly text: Address
}

export const pageSize = 20

export const useLog = (after: number | undefined) =>
  useCityQuery<{ readonly acts: readonly LogRow[] }>('moderation', 'log', { after, limit: pageSize })

export const useCase = (number: number, enabled = true) =>
  useCityQuery<CaseRow>('moderation', 'case', { case: number }, { enabled })

export const useHistory = (number: number) =>
  useCityQuery<{ readonly acts: readonly ActRow[] }>('moderation', 'history', { case: number, limit: 100 })

export const useCases = (input: {
  readonly state: CaseState
  readonly order: 'newest' | 'oldest'
  readonly after?: string | undefined
  readonly limit: number
}) => useCityQuery<{ readonly cases: readonly CaseRow[] }>('moderation', 'cases', input)

export const useCasesOfAuthor = (account: string, enabled = true) =>
  useCityQuery<{ readonly cases: readonly CaseRow[] }>(
    'moderation',
    'cases-of-author',
    { account, limit: 11 },
    { enabled },
  )

/** In which fields of a text its words stand, by the service it belongs to. */
export const fieldOf = {
  proposals: 'body',
  comments: 'comment',
  debates: 'body',
  polls: 'body',
  moderation: 'appeal',
} as const

/** The field by which a text is named in a line. */
export const lineFieldOf = { ...fieldOf, proposals: 'title', polls: 'title' } as const

/** The page on which a text stands; undefined until it is known. */
export const usePlace = ({ service, number }: Address): string | undefined => {
  const comment = useCityQuery<Address>(
    'comments',
    'comment',
    { comment: number },
    { enabled: service === 'comments', staleTime: 60_000 },
  )
  const opinion = useCityQuery<{ readonly debate: number }>(
    'debates',
    'one-opinion',
    { opinion: number },
    { enabled: service === 'debates', staleTime: 60_000 },
  )
  if (service === 'comments') return comment.data && `/${comment.data.service}/${comment.data.number}`
  if (service === 'debates') return opinion.data && `/debates/${opinion.data.debate}`
  return `/${service}/${number}`
}
