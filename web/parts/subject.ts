/** What debates, duties and policies are called: as the proposal or the poll they come from, or as the city's question. */
import { CityRefusal } from '@maru/client/city-client.ts'
import { useQuery } from '@tanstack/react-query'
import { cityClient } from '../city/api.ts'

export interface Subject {
  /** 0 when it is no proposal's. */
  readonly proposal: number
  /** The commitment of the question; only asked for without a proposal. */
  readonly content?: string | undefined
  /** The poll it comes from. */
  readonly poll?: number | undefined
}

/** Its title; null when the text is not shown any more, undefined until it is known. */
export const useSubject = ({ proposal, content, poll }: Subject): string | null | undefined => {
  const { data } = useQuery({
    queryKey: ['subject', proposal, content ?? '', poll ?? 0],
    queryFn: async () => {
      try {
        const commitment = await commitmentOf({ proposal, content, poll })
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

const commitmentOf = async ({ proposal, content, poll }: Subject): Promise<string | undefined> => {
  if (proposal > 0) return contentOf('proposals', 'proposal', { proposal })
  return content === undefined && poll !== undefined ? contentOf('polls', 'poll', { poll }) : content
}

const contentOf = async (
  service: string,
  query: string,
  input: { readonly [name: string]: number },
): Promise<string> =>
  ((await cityClient().query(service, query, input)) as { readonly content: string }).content
