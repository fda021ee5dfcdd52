/** What the city keeps of somebody's notices, and changing it: each time asked for with their signature. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { pathQuery } from '../../city/api.ts'
import { askNotices } from '../../city/notices.ts'
import type { Person } from '../../city/persons.ts'
import type { StoredValue } from '../../city/store.ts'

/** Whose, and in which city. */
export interface Mine {
  readonly person: Person
  readonly chain: string
}

export const rhythms = ['each', 'daily', 'weekly'] as const
export type Rhythm = (typeof rhythms)[number]

/** Of `export-all`, what is shown. */
export interface Kept {
  readonly follows: { readonly [topic: string]: number }
  readonly email?: { readonly address: string; readonly rhythm: Rhythm }
  /** An address whose code has not come back yet. */
  readonly claim?: { readonly address: string; readonly rhythm: Rhythm; readonly until: number }
  readonly pushes: readonly { readonly endpoint: string; readonly rhythm: Rhythm }[]
}

const keyOf = ({ person }: Mine) => ['notices', person.account]

export const useKept = (mine: Mine) =>
  useQuery({
    queryKey: keyOf(mine),
    queryFn: () => askNotices<Kept>(mine.person, mine, 'export-all', {}),
    staleTime: 0,
  })

interface Asked {
  readonly action: string
  readonly input: { readonly [field: string]: StoredValue }
}

export const useNoticeAct = (mine: Mine) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ action, input }: Asked) => askNotices<object>(mine.person, mine, action, input),
    onSuccess: () => queries.invalidateQueries({ queryKey: keyOf(mine) }),
    // Offline it shall fail and say so, not wait.
    networkMode: 'always',
  })
}

/** Which ways of telling people the city has. */
export const useChannels = () =>
  useQuery(
    pathQuery<{ readonly email: boolean; readonly push: { readonly publicKey: string } | null }>(
      '/api/notices',
    ),
  )
