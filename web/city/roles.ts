/** Which offices of the city somebody holds. The record says so, and not what they chose to be on this device. */
import type { Role } from '@maru/services/residents/state.ts'
import { useCityQuery } from './api.ts'
import { usePerson } from './persons.ts'

const none: readonly Role[] = []

/** Empty for residents and for nobody; undefined until it is known. */
export const useRoles = (): readonly Role[] | undefined => {
  const person = usePerson()
  const { data, error } = useCityQuery<{ readonly roles: readonly Role[] }>(
    'residents',
    'account',
    { account: person?.account },
    { enabled: person !== undefined, staleTime: 60_000 },
  )
  return person && !error ? data?.roles : none
}
