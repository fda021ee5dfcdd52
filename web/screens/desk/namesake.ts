import { CityRefusal } from '@maru/client/city-client.ts'

/** The vault has somebody with this name and birth date: the officer has to make sure that they are two. */
export const isAboutNamesake = (error: unknown): boolean =>
  error instanceof CityRefusal && error.code === 'V2-namesake'
