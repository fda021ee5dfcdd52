/**
 * Whose signatures count and which cards are suspended, as far as this device knows. Both are fetched when there is a
 * network; without one the service worker gives what was fetched last.
 */
import { useQuery } from '@tanstack/react-query'
import type { Jwt, Key } from '@maru/credentials/jwt.ts'
import { type SignedStatusList, verifyStatusList } from '@maru/credentials/status-list.ts'
import { cityQuery } from '@maru/web/city/api.ts'
import { announcedKey, type AnnouncedIssuer } from '@maru/web/city/card-office.ts'

export interface Trusted {
  readonly issuerKey: (unverified: Jwt) => Key
  readonly type: string
  readonly codeSeconds: number
  readonly list: SignedStatusList
}

/** As often as the list asks for (`ttl`), and not more than each minute. */
const everyMs = (ttlSeconds: number): number => 1_000 * Math.max(60, ttlSeconds)
const office = '/api/card-office'

export const useTrusted = () => {
  const { data, isLoading, refetch } = useQuery({
    queryKey: ['card-trusted'],
    queryFn: fetchTrusted,
    networkMode: 'always',
    refetchInterval: ({ state }) => everyMs(state.data?.list.ttlSeconds ?? 0),
    retry: false,
  })
  return { value: data, isLoading, refetch: async () => (await refetch()).data }
}

const fetchTrusted = async (): Promise<Trusted> => {
  const issuer = await cityQuery<AnnouncedIssuer>('card', 'issuer').queryFn()
  const issuerKey = announcedKey(issuer, 'card')
  const response = await fetch(`${office}/status/0`, { cache: 'no-cache' })
  if (!response.ok) throw new TypeError('no list')
  const { vct: type } = (await (await fetch(`${office}/types/citizens-card`)).json()) as {
    readonly vct: string
  }
  const uri = type.replace(/types\/citizens-card$/, 'status/0')
  // Judged whenever a card is read: it may expire while this page is open, and the page has to say how old it is.
  const list = await verifyStatusList(await response.text(), { uri, issuerKey, nowSeconds: undefined })
  return { issuerKey, type, codeSeconds: issuer.codeSeconds, list }
}
