/** What screens do something about when the vault refuses. Its codes are the server's, not a service's. */
import { CityRefusal } from '@maru/client/city-client.ts'

const isOneOf =
  (...codes: readonly string[]) =>
  (error: unknown): boolean =>
    error instanceof CityRefusal && codes.includes(error.code)

/** Somebody has this name and birth date: the officer has to make sure that they are two. */
export const isAboutNamesake = isOneOf('V2-namesake')

/** There may be an account that can be handed over. */
export const isOfSomebodyKnown = isOneOf('V1-already-enrolled', 'V2-namesake', 'V4-left-recently')

/** Nobody is behind the account, or nobody any more. */
export const isNobody = isOneOf('V10-nobody')
