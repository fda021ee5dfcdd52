/** Which offices of the city somebody holds. The record says so, and not what they chose to be on this device. */
import type { Role } from '@maru/services/residents/state.ts'
import { isUnreachable, useCityQuery } from './api.ts'
import { usePerson } from './persons.ts'

const none: readonly Role[] = []

/** As useQuery has it. Nobody holds none, and so does an account that this city does not know. */
export const useRolesQuery = () => {
  const person = usePerson()
  const { data, error, refetch } = useCityQuery<{ readonly roles: readonly Role[] }>(
    'residents',
    'account',
    { account: person?.account },
    { enabled: person !== undefined, staleTime: 60_000 },
  )
  const isUnknown = !person || (error !== null && !isUnreachable(error))
  return { data: isUnknown ? none : data?.roles, error: isUnknown ? null : error, refetch }
}

/** Empty for residents and for nobody; undefined until it is known. */
export const useRoles = (): readonly Role[] | undefined => useRolesQuery().data

/** Officers act for the city: they neither propose nor support. False until it is known. */
export const useIsOfficer = (): boolean => (useRoles() ?? none).length > 0
