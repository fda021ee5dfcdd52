/** What an act has brought about, by its receipt: the number of the proposal that it opened, say. */
import type { Submitted } from '@maru/client/city-client.ts'
import { useQuery } from '@tanstack/react-query'
import { cityClient } from './api.ts'

/** Undefined until it is known. */
export const useNumberOf = (id: string | undefined, event: string, name: string): number | undefined => {
  const { data } = useQuery({
    queryKey: ['receipt', id],
    queryFn: () => cityClient().get(`/api/receipts/${id}`) as Promise<Submitted>,
    enabled: id !== undefined,
    staleTime: Infinity,
  })
  const value = data?.events.find(([each]) => each === event)?.[1][name]
  return typeof value === 'number' ? value : undefined
}
