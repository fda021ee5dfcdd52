/** Whom one can trust for the log, and when each of them signed it last. */
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { jsonType } from '../json.ts'
import { Problem } from '../problem.ts'

export const cosigningRoutes = (app: FastifyInstance, { cosigners }: Context): void => {
  app.get('/log/policy', (_request, reply) => {
    if (!cosigners) throw new Problem('S5-not-found', 'policy')
    return reply
      .headers({ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=60' })
      .send(cosigners.policy)
  })
  app.get('/api/cosigning', (_request, reply) => {
    if (!cosigners) throw new Problem('S5-not-found', 'cosigning')
    return reply
      .headers({ 'content-type': jsonType, 'cache-control': 'no-cache' })
      .send(JSON.stringify(cosigners.status()))
  })
}
