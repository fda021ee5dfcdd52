/** GET /api/storage: what the log takes by service and day, the room on the disk, and when it is full if it goes on so. */
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { jsonType } from '../json.ts'

export const storageRoutes = (app: FastifyInstance, { storage }: Context): void => {
  app.get('/api/storage', async (_request, reply) =>
    reply
      .headers({ 'content-type': jsonType, 'cache-control': 'public, max-age=10' })
      .send(JSON.stringify(await storage.read())),
  )
}
