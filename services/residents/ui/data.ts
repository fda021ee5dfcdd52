/** What the API says of accounts. Null is "there is none". */
import { CityRefusal } from '@maru/client/city-client.ts'
import { cityQuery, useCityQuery } from '@maru/web/city/api.ts'
import { useQuery } from '@tanstack/react-query'
import type { Resident, Role } from '../state.ts'

export interface Account {
  readonly account: string
  readonly keys: readonly { readonly key: string; readonly revokedAt?: number }[]
  readonly roles: readonly Role[]
}

export interface Officer {
  readonly account: string
  readonly role: Role
  readonly since: number
}

export interface Department {
  readonly department: string
  readonly officers: readonly { readonly account: string; readonly since: number }[]
}

export const useAccount = (account: string, isAsked = true) => useOrNull<Account>('account', account, isAsked)

export const useResident = (account: string) => useOrNull<Resident>('resident', account)

export const useOfficers = () =>
  useCityQuery<{ readonly officers: readonly Officer[] }>('residents', 'officers')

export const useDepartments = () =>
  useCityQuery<{ readonly departments: readonly Department[] }>('answers', 'departments')

export const useMembership = (account: string) =>
  useOrNull<{ readonly commitment: string; readonly groups: readonly string[] }>('membership', account)

const useOrNull = <Row>(query: 'account' | 'resident' | 'membership', account: string, isAsked = true) => {
  const { queryKey, queryFn } = cityQuery<Row>('residents', query, { account })
  return useQuery({
    queryKey,
    enabled: isAsked,
    queryFn: () =>
      queryFn().catch((error: unknown) => {
        if (error instanceof CityRefusal && error.status === 404) return null
        throw error
      }),
  })
}
