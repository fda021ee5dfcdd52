import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { jsonType } from '../json.ts'

export const healthRoutes = (
  app: FastifyInstance,
  { ledger, metrics, readModel, cosigners }: Context,
): void => {
  const uncached = { 'content-type': jsonType, 'cache-control': 'no-store' }
  app.get('/health/live', (_request, reply) => reply.headers(uncached).send('{"live":true}'))
  app.get('/health/ready', (_request, reply) => {
    const { state, reason, height, size, waiting, waitingMax } = ledger.status()
    const isReady = state === 'running' && waiting < waitingMax
    const why = reason ?? (isReady ? undefined : 'the queue is full')
    return reply
      .code(isReady ? 200 : 503)
      .headers(uncached)
      .send(
        JSON.stringify({
          ready: isReady,
          reason: why,
          state,
          height,
          size,
          waiting,
          waitingMax,
          // The city takes votes while its lists are behind: this does not make it less ready.
          readModel: readModel?.status(),
          // Nor does a quorum that is missing: receipts are then signed by the log alone.
          cosigning: cosigners?.status(),
        }),
      )
  })
  app.get('/metrics', async (_request, reply) =>
    reply
      .headers({ 'content-type': metrics.contentType, 'cache-control': 'no-store' })
      .send(await metrics.text()),
  )
}
