/** The city this app belongs to: its chain, its numbers, and the names of its districts, fields and departments. */
import { useQuery } from '@tanstack/react-query'
import type { VoteRoad } from '@maru/client/vote-road.ts'
import { useLanguage, type Language } from '../texts/settings.ts'
import { cityClient } from './api.ts'

export interface City {
  readonly chain: string
  readonly name: { readonly [L in Language]?: string }
  readonly services: readonly string[]
  readonly vkey: string
  readonly height: number
  readonly time: number
  readonly size: number
  readonly stateRoot: string
  readonly parameters: { readonly [service: string]: { readonly [name: string]: number } }
  readonly names?: { readonly [kind in NameKind]: readonly Named[] }
  /** All of it is made up, and the keys of its people are known to everyone. */
  readonly demonstration?: boolean
  /** Several institutions sign its record. */
  readonly vouched?: boolean
  /** The road that anonymous votes take, where it has one of its own. */
  readonly votes?: VoteRoad
  /** Others sign its log too, by the policy at /log/policy. */
  readonly cosigned?: boolean
}

export type NameKind = 'districts' | 'fields' | 'departments'

export interface Named {
  readonly id: string
  readonly ko: string
  readonly en: string
}

export const cityOptions = {
  queryKey: ['city'],
  queryFn: () => cityClient().get('/api/city') as Promise<City>,
  staleTime: 60_000,
} as const

export const useCity = () => useQuery(cityOptions)

/** A district, field or department as people call it; its id until the city has answered. */
export const useNameOf = (): ((kind: NameKind, id: string) => string) => {
  const language = useLanguage()
  const { data } = useCity()
  return (kind, id) => data?.names?.[kind].find((named) => named.id === id)?.[language] ?? id
}

export const useCityName = (): string => {
  const language = useLanguage()
  const { data } = useCity()
  return data?.name[language] ?? data?.chain ?? ''
}
