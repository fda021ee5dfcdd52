/** The log as static files, the way c2sp.org/tlog-tiles lays them out under the prefix /log. */
import { parseTilePath } from '@maru/kernel/log/tile.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { Problem } from '../problem.ts'

const text = 'text/plain; charset=utf-8'

export const logRoutes = (app: FastifyInstance, { ledger }: Context): void => {
  app.get('/log/checkpoint', (_request, reply) =>
    reply
      .headers({ 'content-type': text, 'cache-control': 'public, max-age=1' })
      .send(ledger.publicLog.checkpoint()),
  )
  /** Of the same moment as what the other routes answer; where others cosign, they have not yet. */
  app.get('/log/newest', (_request, reply) =>
    reply.headers({ 'content-type': text, 'cache-control': 'no-cache' }).send(ledger.checkpoint()),
  )
  app.get('/log/vkey', (_request, reply) =>
    reply.headers({ 'content-type': text, 'cache-control': 'public, max-age=3600' }).send(`${ledger.vkey}\n`),
  )
  app.get<{ Params: { '*': string } }>('/log/tile/*', async (request, reply) => {
    const path = `tile/${request.params['*']}`
    const bytes = parseTilePath(path).ok ? await ledger.tile(path) : undefined
    if (!bytes) throw new Problem('S5-not-found', 'tile')
    return reply
      .headers({
        'content-type': 'application/octet-stream',
        'cache-control': 'public, max-age=31536000, immutable',
      })
      .send(bytes)
  })
}
