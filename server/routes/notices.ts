/** Notices: one route for signed requests, and a page that ends mails for whoever has the link. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { jsonType, toJson } from '../json.ts'
import { languageOf } from '../language.ts'
import { readerOf } from '../pages/reader.ts'
import { unsubscribePage } from '../pages/unsubscribe.ts'
import { Problem } from '../problem.ts'

export const noticeRoutes = (app: FastifyInstance, context: Context): void => {
  const { notices, limits } = context
  if (!notices) return
  const rateLimit = limits.writesPerMinute > 0 ? { max: limits.writesPerMinute, timeWindow: 60_000 } : false
  const uncached = { 'content-type': jsonType, 'cache-control': 'no-store' }

  app.get('/api/notices', (_request, reply) => reply.headers(uncached).send(toJson(notices.channels())))

  // application/cbor is read by the parser of routes/transactions.ts.
  app.post('/api/notices', { config: { rateLimit } }, async (request, reply) => {
    if (!(request.body instanceof Uint8Array)) throw new Problem('S1-body-malformed', 'application/cbor')
    const answer = await notices.request(request.body, languageOf(request.headers['accept-language']))
    return reply.headers(uncached).send(toJson(answer))
  })

  app.register((pages, _options, done) => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 1_024 },
      ignore,
    )
    const page = (isDone: boolean, request: FastifyRequest<{ Querystring: Query }>): string =>
      unsubscribePage(readerOf(context, request), { token: request.query.token ?? '', isDone })
    pages.addHook('onRequest', (_request, reply, next) => {
      const policy = String(reply.getHeader('content-security-policy'))
      reply.headers({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': policy.replace("form-action 'none'", "form-action 'self'"),
      })
      next()
    })
    // Following the link only asks: mail programs look behind links by themselves.
    pages.get<{ Querystring: Query }>('/notices/unsubscribe', (request, reply) => {
      if (!notices.isToken(request.query.token ?? '')) throw new Problem('N14-link-unknown', 'token')
      return reply.send(page(false, request))
    })
    pages.post<{ Querystring: Query }>(
      '/notices/unsubscribe',
      { config: { rateLimit } },
      async (request, reply) => {
        await notices.unsubscribe(request.query.token ?? '')
        return reply.send(page(true, request))
      },
    )
    done()
  })
}

interface Query {
  readonly token?: string
  readonly lang?: string
}

/** `List-Unsubscribe=One-Click` (RFC 8058) or nothing: the link says everything. */
const ignore = (_request: unknown, _body: string | Buffer, done: (error: null, body: null) => void): void =>
  done(null, null)
