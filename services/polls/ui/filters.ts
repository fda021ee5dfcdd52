/** What a list of polls shows, as its address says it. */
import { useSearch } from '@tanstack/react-router'

/** The rules have the same lists, beside code that no screen needs. */
export const states = ['open', 'announced', 'closed', 'withdrawn'] as const
export const askers = ['city', 'residents'] as const
export const sorts = ['newest', 'closing-soon', 'most-voted', 'just-closed'] as const

export type Sort = 'relevant' | (typeof sorts)[number]

/** Fields that are empty are left out of the address. */
export interface Filters {
  readonly q?: string
  readonly asker?: string
  readonly state?: string
  readonly group?: string
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
    asker: askers.find((each) => each === search['asker']),
    state: states.find((each) => each === search['state']),
    group: textOf('group'),
  })
  const sort: Sort =
    sorts.find((each) => each === search['sort']) ?? (filters.q === undefined ? 'newest' : 'relevant')
  return { filters, sort, cursor: textOf('cursor') }
}

/** Without what is undefined or empty. */
export const known = (filters: { readonly [Field in keyof Filters]: string | undefined }): Filters =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== ''))
