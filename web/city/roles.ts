/** Which offices of the city somebody holds. The record says so, and not what they chose to be on this device. */
import type { Role } from '@maru/services/residents/state.ts'
import { isUnreachable, useCityQuery } from './api.ts'
import { useIsGoverned } from './governed.ts'
import { usePerson } from './persons.ts'

/** An officer of an institution that runs the city with others holds no role of the city. */
export type Office = Role | 'institution'

const none: readonly Office[] = []

/** As useQuery has it. Nobody holds none, and so does an account that this city does not know. */
export const useRolesQuery = () => {
  const person = usePerson()
  const { data, error, refetch } = useCityQuery<{ readonly roles: readonly Role[] }>(
    'residents',
    'account',
    { account: person?.account },
    { enabled: person !== undefined, staleTime: 60_000 },
  )
  const institution = useInstitution()
  const isUnknown = !person || (error !== null && !isUnreachable(error))
  if (isUnknown) return { data: none, error: null, refetch }
  return {
    data: data && institution !== undefined ? officesOf(data.roles, institution) : undefined,
    error,
    refetch,
  }
}

const officesOf = (roles: readonly Role[], institution: string | null): readonly Office[] =>
  institution === null ? roles : [...roles, 'institution']

/** Of which institution somebody is an officer: null when of none, undefined until it is known. */
export const useInstitution = (): string | null | undefined => {
  const person = usePerson()
  const isGoverned = useIsGoverned()
  const { data } = useCityQuery<{ readonly institution: string | null }>(
    'governance',
    'officer',
    { account: person?.account },
    { enabled: isGoverned === true && person !== undefined, staleTime: 60_000 },
  )
  return isGoverned === false || !person ? null : data?.institution
}

/** Empty for residents and for nobody; undefined until it is known. */
export const useRoles = (): readonly Office[] | undefined => useRolesQuery().data

/** Officers act for the city: they neither propose nor support. False until it is known. */
export const useIsOfficer = (): boolean => (useRoles() ?? none).length > 0
