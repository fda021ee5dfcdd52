/** The newest checkpoint with its signatures. */
import { useQuery } from '@tanstack/react-query'
import { useCity } from '../../city/city.ts'
import { usePolicy } from '../check/policy.ts'
import { readCheckpoint } from './signers.ts'

export const useCheckpoint = () => {
  const { data: city } = useCity()
  const { policy } = usePolicy()
  return useQuery({
    queryKey: ['log-checkpoint', city?.size, city?.vkey, policy?.text],
    queryFn: async () => {
      const response = await fetch('/log/checkpoint', { cache: 'no-store' })
      return readCheckpoint(await response.text(), city?.vkey ?? '', policy?.text)
    },
    enabled: city !== undefined,
    placeholderData: (before) => before,
  })
}
