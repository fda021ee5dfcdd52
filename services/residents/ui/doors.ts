/** By which doors somebody can be enrolled here. */
import { pathQuery } from '@maru/web/city/api.ts'
import { useQuery } from '@tanstack/react-query'

export interface Doors {
  readonly desk: boolean
  /** What the identity service is called that one can sign in at, if any. */
  readonly openid: { readonly ko: string; readonly en: string } | null
  /** The day in the city, YYYY-MM-DD: it decides about ages. */
  readonly today: string | null
}

export const useDoors = () => useQuery(pathQuery<Doors>('/api/vault'))
