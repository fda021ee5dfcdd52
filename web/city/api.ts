/**
 * Questions to the city. Each answer is cached under [service, query, input], so that what happens live can find and
 * change it (live.ts).
 */
import { CityRefusal, createCityClient } from '@maru/client/city-client.ts'
import { useQuery } from '@tanstack/react-query'
import { currentSettings, languages } from '../texts/settings.ts'

export type Input = { readonly [name: string]: string | number | undefined }

const timeoutMs = 20_000
const clients = new Map(
  languages.map((language) => [language, createCityClient(location.origin, { language, timeoutMs })]),
)

/** Sentences of refusals come in the reader's language. Throws CityRefusal, or TypeError when the city is out of reach. */
export const cityClient = (): ReturnType<typeof createCityClient> =>
  clients.get(currentSettings().language) as ReturnType<typeof createCityClient>

/** A query or list of a service, as `cityQuery<ProposalList>('proposals', 'list', { sort: 'rising' })`. */
export const cityQuery = <Answer>(service: string, query: string, input: Input = {}) => {
  const given = Object.fromEntries(
    Object.entries(input).filter((entry): entry is [string, string | number] => entry[1] !== undefined),
  )
  return {
    queryKey: [service, query, given] as const,
    queryFn: () => cityClient().query(service, query, given) as Promise<Answer>,
  }
}

/** Anything else under the API, as `/api/statistics`. */
export const pathQuery = <Answer>(path: string) => ({
  queryKey: ['path', path] as const,
  queryFn: () => cityClient().get(path) as Promise<Answer>,
})

export const useCityQuery = <Answer>(
  service: string,
  query: string,
  input: Input = {},
  options: { readonly enabled?: boolean; readonly staleTime?: number } = {},
) => useQuery({ ...cityQuery<Answer>(service, query, input), ...options })

/** Whether the city was out of reach, and did not refuse. */
export const isUnreachable = (error: unknown): boolean =>
  !(error instanceof CityRefusal) || error.status === 502 || error.status === 504

/** Whether asking again later may help. */
export const isPassing = (error: unknown): boolean =>
  isUnreachable(error) || (error instanceof CityRefusal && (error.status === 503 || error.status === 429))
