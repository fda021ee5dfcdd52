/** What debates and policies are called: as the proposal they come from, or as a question of the city's own. */
import { CityRefusal } from '@maru/client/city-client.ts'
import { useQuery } from '@tanstack/react-query'
import { cityClient } from '../city/api.ts'

export interface Subject {
  /** 0 when it is no proposal's. */
  readonly proposal: number
  /** The commitment of the question; only asked for without a proposal. */
  readonly content?: string | undefined
}

/** Its title; null when the text is not shown any more, undefined until it is known. */
export const useSubject = ({ proposal, content }: Subject): string | null | undefined => {
  const { data } = useQuery({
    queryKey: ['subject', proposal, content ?? ''],
    queryFn: async () => {
      try {
        const commitment = proposal > 0 ? await commitmentOf(proposal) : content
        if (commitment === undefined) return null
        const text = (await cityClient().get(`/api/content/${commitment}`)) as {
          readonly content: { readonly title?: string }
        }
        return text.content.title ?? null
      } catch (error) {
        if (error instanceof CityRefusal && [403, 404, 410].includes(error.status)) return null
        throw error
      }
    },
    staleTime: 60_000,
  })
  return data
}

const commitmentOf = async (proposal: number): Promise<string> => {
  const row = (await cityClient().query('proposals', 'proposal', { proposal })) as {
    readonly content: string
  }
  return row.content
}
