/**
 * The live feed as server-sent events: a `tally` for each proposal whose count moved, then the `block`. A
 * reader that comes back with Last-Event-ID gets the blocks it missed, as long as they are remembered.
 */
import type { ServerResponse } from 'node:http'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import type { BlockDigest } from '../feed.ts'
import { peekEntryAction } from '../peek.ts'
import { sendProblem } from '../problem.ts'
import { readEntries } from '../records.ts'

const heartbeatMs = 15_000

export const eventRoutes = (app: FastifyInstance, context: Context): void => {
  const { feed, limits } = context
  const readers = new Set<ServerResponse>()
  const textOf = createMessages(context)
  const heartbeat = setInterval(() => {
    for (const reader of readers) reader.write(':\n\n')
  }, heartbeatMs)
  heartbeat.unref()
  app.addHook('preClose', (done) => {
    clearInterval(heartbeat)
    for (const reader of readers) reader.end()
    done()
  })

  app.get('/api/events', { exposeHeadRoute: false }, (request, reply) => {
    if (readers.size >= limits.listeners) return sendProblem(request, reply, 'S11-too-many-readers')
    reply.hijack()
    const response = reply.raw
    // Behind nginx, X-Accel-Buffering keeps the stream from being collected first.
    const headers = {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
    }
    response.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...headers })
    response.write('retry: 3000\n\n')
    readers.add(response)
    const pump = createPump(context, response, textOf, Number(request.headers['last-event-id'] ?? NaN))
    const stop = feed.listen(pump)
    response.on('close', () => {
      stop()
      readers.delete(response)
    })
    pump()
    return reply
  })
}

type TextOf = (digest: BlockDigest) => Promise<string>

/** Writes what the reader has not had yet, one block after another, however often it is woken. */
const createPump = (
  { feed, limits }: Context,
  response: ServerResponse,
  textOf: TextOf,
  lastSeen: number,
): (() => void) => {
  let next = Number.isSafeInteger(lastSeen) ? lastSeen + 1 : (feed.recent().at(-1)?.height ?? -1) + 1
  let isBusy = false
  const run = async (): Promise<void> => {
    for (let digest = nextDigest(feed.recent(), next); digest; digest = nextDigest(feed.recent(), next)) {
      const text = await textOf(digest)
      if (response.destroyed || response.writableEnded) return
      response.write(text)
      next = digest.height + 1
      if (response.writableLength > limits.listenerBufferBytes) return void response.destroy()
    }
    isBusy = false
  }
  return () => {
    if (isBusy) return
    isBusy = true
    // A reader that went away, or that had to be dropped, stays busy and is never written to again.
    run().catch(() => response.destroy())
  }
}

const nextDigest = (recent: readonly BlockDigest[], next: number): BlockDigest | undefined => {
  const last = recent.at(-1)
  if (!last || last.height < next) return undefined
  return recent[Math.max(0, recent.length - 1 - (last.height - next))]
}

/** Each block is put into words once, and only when somebody reads along. */
const createMessages = ({ ledger }: Context): TextOf => {
  const texts = new WeakMap<BlockDigest, Promise<string>>()
  return (digest) => {
    let text = texts.get(digest)
    if (!text) texts.set(digest, (text = describe(ledger, digest)))
    return text
  }
}

const describe = async (ledger: Context['ledger'], digest: BlockDigest): Promise<string> => {
  const { height, time, size, start, stateRoot, count, transactions, tallies } = digest
  const names = new Map<number, ReturnType<typeof peekEntryAction>>()
  for await (const [index, entry] of readEntries(ledger, start, start + transactions.length)) {
    names.set(index, peekEntryAction(entry))
  }
  const described = transactions.map(({ id, index, receipt }) => ({
    id,
    index,
    ...names.get(index),
    ...('events' in receipt ? { events: receipt.events } : { refusal: receipt.refusal.code }),
  }))
  const block = { height, time, size, stateRoot: bytesToHex(stateRoot), count, transactions: described }
  const told = tallies.map((tally) => `event: tally\ndata: ${JSON.stringify({ ...tally, height })}\n\n`)
  // The id comes last: who has seen it has seen the whole block.
  return `${told.join('')}event: block\ndata: ${JSON.stringify(block)}\nid: ${height}\n\n`
}
