/**
 * Whose signatures a reader wants beside the log's (c2sp.org/tlog-policy). The city shows a policy of its own, by which
 * the page can tell who has signed; only one that somebody gives decides whether a receipt is taken.
 */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCity } from '../../city/city.ts'

export interface TrustedPolicy {
  readonly text: string
  readonly from: 'given' | 'city'
}

export const usePolicy = () => {
  const { data: city } = useCity()
  const [given, setGiven] = useState('')
  const { data: ofCity } = useQuery({
    queryKey: ['log-policy'],
    queryFn: async () => {
      const response = await fetch('/log/policy')
      if (!response.ok) throw new TypeError(`the server answered ${response.status}`)
      return response.text()
    },
    enabled: city?.cosigned === true,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const policy: TrustedPolicy | undefined =
    given.trim() !== ''
      ? { text: given, from: 'given' }
      : ofCity === undefined
        ? undefined
        : { text: ofCity, from: 'city' }
  return { policy, given, setGiven }
}
