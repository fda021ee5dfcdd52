/** GET /api/storage: what the log takes by service and day, the room on the disk, and when it is full if it goes on so. */
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { jsonType } from '../json.ts'
import type { Disk } from '../options.ts'
import { createLogCounter } from '../storage/log-count.ts'
import { storageOf } from '../storage/storage.ts'

/** A long log takes longer to be counted first: then the answer says how far it is. */
const waitMs = 2_000
/** Looking at every file takes a while in a large city. */
const diskAgeMs = 600_000

export const storageRoutes = (app: FastifyInstance, { ledger, services, disk }: Context): void => {
  const counter = createLogCounter(ledger, services)
  const measured = disk && kept(disk)
  app.get('/api/storage', async (_request, reply) => {
    const count = await counter.count(waitMs)
    const storage = storageOf(ledger.snapshot().size, count, await measured?.())
    return reply
      .headers({ 'content-type': jsonType, 'cache-control': 'public, max-age=10' })
      .send(JSON.stringify(storage))
  })
}

/** Measured once, and again when that is old, however many ask. A disk that cannot be measured is left out. */
const kept = (measure: () => Promise<Disk>): (() => Promise<Disk | undefined>) => {
  let last: { readonly at: number; readonly found: Promise<Disk | undefined> } | undefined
  return () => {
    if (!last || performance.now() - last.at > diskAgeMs)
      last = { at: performance.now(), found: measure().catch(() => undefined) }
    return last.found
  }
}
