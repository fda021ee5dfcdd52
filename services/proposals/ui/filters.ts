/** What a list of proposals shows, as its address says it. */
import { useSearch } from '@tanstack/react-router'
import type { ProposalState } from '../state.ts'
import type { Sort } from './data.ts'

export const sorts: readonly Sort[] = [
  'rising',
  'newest',
  'most-supported',
  'closing-soon',
  'answered',
  'overdue',
]

/** The rules have the same list, beside code that no screen needs. */
export const states: readonly ProposalState[] = ['open', 'needs-assignment', 'debate', 'closed', 'withdrawn']

/** Fields that are empty are left out of the address. */
export interface Filters {
  readonly q?: string
  readonly field?: string
  readonly district?: string
  readonly state?: string
}

/** Cursors are the longest. */
const valueMax = 1_000

/** An address may say anything: what no list knows is left out. */
export const useListAddress = () => {
  const search: { readonly [name: string]: unknown } = useSearch({ strict: false })
  const textOf = (name: string): string | undefined => {
    const value = search[name]
    // What looks like a number is read as one.
    if (typeof value === 'number') return String(value)
    return typeof value === 'string' && value !== '' ? value.slice(0, valueMax) : undefined
  }
  const filters: Filters = known({
    q: textOf('q'),
    field: textOf('field'),
    district: textOf('district'),
    state: states.find((each) => each === search['state']),
  })
  const sort: Sort =
    sorts.find((each) => each === search['sort']) ?? (filters.q === undefined ? 'rising' : 'relevant')
  return { filters, sort, cursor: textOf('cursor') }
}

/** Without what is undefined or empty. */
export const known = (filters: { readonly [Field in keyof Filters]: string | undefined }): Filters =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== ''))
