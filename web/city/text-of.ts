/** The text of a commitment: proposals, comments, answers. It is not there when it was hidden or erased. */
import { CityRefusal } from '@maru/client/city-client.ts'
import { useQuery } from '@tanstack/react-query'
import { cityClient } from './api.ts'

/** Null when it is not shown any more; then the row it belongs to says why. */
export const textQuery = <Content>(commitment: string) => ({
  queryKey: ['content', commitment],
  queryFn: async () => {
    try {
      const { content } = (await cityClient().get(`/api/content/${commitment}`)) as {
        readonly content: Content
      }
      return content
    } catch (error) {
      if (error instanceof CityRefusal && [403, 404, 410].includes(error.status)) return null
      throw error
    }
  },
  staleTime: 60_000,
})

export const useText = <Content>(commitment: string) => useQuery(textQuery<Content>(commitment))
