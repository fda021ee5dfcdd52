/** The answers that came with the page (server/routes/first-answers.ts): its screen is shown without asking for them. */
import type { QueryClient } from '@tanstack/react-query'

interface FirstAnswers {
  /** When the city gave them, in milliseconds since 1970. */
  readonly at: number
  readonly answers: readonly {
    readonly key: readonly unknown[]
    readonly url: string
    readonly data: unknown
  }[]
}

export const takeFirstAnswers = (queries: QueryClient): void => {
  const element = document.getElementById('first-answers')
  if (!element?.textContent) return
  const first = JSON.parse(element.textContent) as FirstAnswers
  element.remove()
  for (const { key, data } of first.answers) {
    // A text is cached without its salt (text-of.ts).
    const shown = key[0] === 'content' ? (data as { readonly content: unknown }).content : data
    queries.setQueryData(key, shown, { updatedAt: first.at })
  }
  void keepForLater(first)
}

/** Of service-worker.ts, which is a script of its own. */
const answersCache = 'maru-answers'

/** Where the service worker keeps what was asked for, so that it can be read without a network as well. */
const keepForLater = async ({ at, answers }: FirstAnswers): Promise<void> => {
  // Not there without TLS.
  const cache = await globalThis.caches?.open(answersCache)
  const headers = { 'content-type': 'application/json', date: new Date(at).toUTCString() }
  for (const { url, data } of answers) await cache?.put(url, new Response(JSON.stringify(data), { headers }))
}
