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

const everyMs = 300_000
const office = '/api/card-office'

export const useTrusted = () => {
  const { data, isLoading, refetch } = useQuery({
    queryKey: ['card-trusted'],
    queryFn: fetchTrusted,
    networkMode: 'always',
    refetchInterval: everyMs,
    retry: false,
  })
  return { value: data, isLoading, refetch: () => void refetch() }
}

const fetchTrusted = async (): Promise<Trusted> => {
  const issuer = await cityQuery<AnnouncedIssuer>('card', 'issuer').queryFn()
  const issuerKey = announcedKey(issuer, 'card')
  const response = await fetch(`${office}/status/0`)
  if (!response.ok) throw new TypeError('no list')
  const { vct: type } = (await (await fetch(`${office}/types/citizens-card`)).json()) as {
    readonly vct: string
  }
  const uri = type.replace(/types\/citizens-card$/, 'status/0')
  // Its age is shown instead of refusing it: without a network there is no newer one.
  const list = await verifyStatusList(await response.text(), { uri, issuerKey, nowSeconds: undefined })
  return { issuerKey, type, codeSeconds: issuer.codeSeconds, list }
}
