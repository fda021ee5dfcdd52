/**
 * The page with the answers that its screen asks first, in a script element that nothing runs: on a slow network each
 * question is a wait before there is something to read. Whatever does not come at once the screen asks for itself.
 */
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** `key` is what the app caches the answer under (web/city/api.ts). */
interface Ask {
  readonly key: readonly unknown[]
  readonly url: string
  /** What can be asked only with this answer. */
  readonly next?: (answer: any) => Ask
}

/** The page waits so long for its answers, and goes without those that are late. */
const waitMs = 250

/**
 * Only for a page that a person opens: what the service worker keeps for later has no answers in it (Fetch Metadata,
 * https://www.w3.org/TR/fetch-metadata/).
 */
export const wantsAnswers = ({ headers, method }: FastifyRequest): boolean =>
  method === 'GET' && headers['sec-fetch-dest'] === 'document'

/** Texts are in it, which may be hidden or erased at any time: no cache keeps it. */
export const sendWithAnswers = async (
  app: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
  page: Buffer,
): Promise<void> => {
  const { pathname } = new URL(request.url, 'http://localhost')
  const found: object[] = []
  const late = new Promise((resolve) => {
    setTimeout(resolve, waitMs).unref()
  })
  const asked = Promise.allSettled(asksOf(pathname).map((ask) => answer(app, ask, found)))
  await Promise.race([asked, late])
  const html = page.toString().replace('</body>', () => `${elementOf(found)}</body>`)
  reply.headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
  reply.header('vary', 'accept, accept-encoding, cookie, sec-fetch-dest')
  if (!/\bbr\b/.test(request.headers['accept-encoding'] ?? '')) return void reply.send(html)
  return void reply.header('content-encoding', 'br').send(await compress(html, quickly))
}

const asksOf = (pathname: string): readonly Ask[] => {
  const proposal = /^\/proposals\/([1-9][0-9]{0,14})\/?$/.exec(pathname)?.[1]
  if (proposal) return [city, proposalAsk(Number(proposal))]
  return pathname === '/' ? [city, ...home] : [city]
}

const query = (service: string, name: string, input: { readonly [field: string]: string | number }): Ask => ({
  key: [service, name, input],
  url: `/api/${service}/${name}?${Object.entries(input)
    .map(([field, value]) => `${field}=${value}`)
    .join('&')}`,
})

const city: Ask = { key: ['city'], url: '/api/city' }

const home: readonly Ask[] = [
  query('proposals', 'list', { sort: 'overdue', limit: 3 }),
  query('proposals', 'list', { sort: 'most-supported', state: 'open', limit: 3 }),
  query('proposals', 'list', { sort: 'closing-soon', limit: 3 }),
  query('polls', 'list', { sort: 'closing-soon', limit: 3 }),
  query('policies', 'policies', { limit: 3 }),
]

const proposalAsk = (proposal: number): Ask => ({
  ...query('proposals', 'proposal', { proposal }),
  next: ({ content }: { readonly content: string }) => ({
    key: ['content', content],
    url: `/api/content/${content}`,
  }),
})

/** Through the route itself: the answer is the one that anybody gets, or none. */
const answer = async (app: FastifyInstance, { key, url, next }: Ask, found: object[]): Promise<void> => {
  const response = await app.inject({ url })
  if (response.statusCode !== 200) return
  const data: unknown = response.json()
  found.push({ key, url, data })
  if (next) await answer(app, next(data), found)
}

/** A less-than sign in a text could end the element. */
const elementOf = (answers: readonly object[]): string => {
  const text = JSON.stringify({ at: Date.now(), answers }).replaceAll('<', '\\u003c')
  return `<script type="application/json" id="first-answers">${text}</script>`
}

const compress = promisify(brotliCompress)
/** Half a millisecond for ten kilobytes. */
const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }
