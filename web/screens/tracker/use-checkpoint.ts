/** The newest checkpoint, and whether the log's key has signed it: judged here. */
import { openCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { parseVkey } from '@maru/kernel/log/vkey.ts'
import { useQuery } from '@tanstack/react-query'
import { useCity } from '../../city/city.ts'
import { hash } from '../../city/hash.ts'
import { verifyEd25519 } from '../../city/verify.ts'

export const useCheckpoint = () => {
  const { data: city } = useCity()
  return useQuery({
    queryKey: ['log-checkpoint', city?.size, city?.vkey],
    queryFn: async () => {
      const response = await fetch('/log/checkpoint', { cache: 'no-store' })
      const key = parseVkey(hash, city?.vkey ?? '')
      const opened = key.ok ? openCheckpoint(await response.text(), key.value, verifyEd25519) : key
      return opened.ok
        ? { isSigned: true as const, size: opened.value.size, origin: opened.value.origin }
        : { isSigned: false as const, why: opened.message }
    },
    enabled: city !== undefined,
    placeholderData: (before) => before,
  })
}
