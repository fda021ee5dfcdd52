/** Who is behind an account: one route for signed requests. Only the registrar's and one's own are answered. */
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { jsonType, toJson } from '../json.ts'
import { Problem } from '../problem.ts'
import { submit } from '../submit.ts'
import { answerJson } from './answer-json.ts'

export const vaultRoutes = (app: FastifyInstance, context: Context): void => {
  const { enrolments, ledger, limits } = context
  const uncached = { 'content-type': jsonType, 'cache-control': 'no-store' }
  app.get('/api/vault', (_request, reply) =>
    reply.headers(uncached).send(toJson(enrolments?.doors() ?? { desk: false, openid: null, today: null })),
  )
  if (!enrolments) return
  const rateLimit = limits.writesPerMinute > 0 ? { max: limits.writesPerMinute, timeWindow: 60_000 } : false
  app.post('/api/vault', { config: { rateLimit } }, async (request, reply) => {
    if (!(request.body instanceof Uint8Array)) throw new Problem('S1-body-malformed', 'application/cbor')
    const answer = await enrolments.request(request.body, (bytes) => submit(context, bytes), request.ip)
    return reply.headers(uncached).send(await answerJson(ledger, answer))
  })
}
