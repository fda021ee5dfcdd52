import { decodeEntry, type Entry } from '@maru/kernel/entry.ts'
import type { Recorded } from '@maru/kernel/ledger.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { jsonType, receiptJson, toJson } from '../json.ts'
import { Problem } from '../problem.ts'
import { recordedById } from '../records.ts'

export const receiptRoutes = (app: FastifyInstance, context: Context): void => {
  const { ledger } = context

  app.get<ById & { Querystring: { wait?: string } }>('/api/receipts/:id', async (request, reply) => {
    const recorded = await findRecorded(context, request.params.id, secondsOf(request.query.wait))
    const proof = await ledger.publicLog.proof(recorded.index)
    return reply.header('content-type', jsonType).send(receiptJson(recorded, proof))
  })

  app.get<ById>('/api/receipts/:id/tlog-proof', async (request, reply) => {
    const { id, index } = await findRecorded(context, request.params.id, 0)
    return reply
      .header('content-type', 'text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="${id.slice(0, 16)}.tlog-proof"`)
      .send(await ledger.publicLog.proof(index))
  })

  app.get<{ Params: { index: string }; Querystring: { raw?: string } }>(
    '/api/entries/:index',
    async (request, reply) => {
      const index = indexOf(request.params.index)
      const bytes = index === undefined ? undefined : await ledger.entry(index)
      const entry = bytes && decodeEntry(bytes)
      if (index === undefined || !bytes || !entry) throw new Problem('S5-not-found', 'index')
      reply.header('vary', 'accept').header('cache-control', 'public, max-age=31536000, immutable')
      const wantsRaw =
        request.query.raw !== undefined || request.headers.accept?.startsWith('application/cbor')
      if (wantsRaw) return reply.header('content-type', 'application/cbor').send(bytes)
      return reply.header('content-type', jsonType).send(toJson(describeEntry(context, index, entry)))
    },
  )
}

type ById = { Params: { id: string } }

/** Throws S14 when there is no such transaction. */
export const findRecorded = async (context: Context, id: string, seconds: number): Promise<Recorded> => {
  if (!/^[0-9a-f]{64}$/.test(id)) throw new Problem('S14-not-recorded', 'id: 64 hexadecimal digits')
  // Waiting starts before looking, so that a block sealed in between is not missed.
  const waiting = seconds > 0 ? context.feed.waitFor(id, seconds * 1000) : undefined
  const recorded = (await recordedById(context, id)) ?? (await waiting)
  if (!recorded) throw new Problem('S14-not-recorded')
  return recorded
}

const secondsOf = (text: string | undefined): number => {
  if (text === undefined) return 0
  if (!/^(?:[0-9]|[12][0-9]|30)$/.test(text)) throw new Problem('S4-query-malformed', 'wait: 0 to 30')
  return Number(text)
}

const indexOf = (text: string): number | undefined =>
  /^(?:0|[1-9][0-9]{0,14})$/.test(text) ? Number(text) : undefined

const describeEntry = ({ ledger }: Context, index: number, entry: Entry): unknown => {
  if (entry.kind !== 'transaction') return { index, ...entry }
  const parsed = parseTransaction(entry.bytes, ledger.rules.hash)
  const outcome = 'events' in entry.receipt ? entry.receipt : { refusal: entry.receipt.refusal.code }
  if (!parsed.ok) return { index, kind: entry.kind, bytes: entry.bytes, ...outcome }
  const { id, chain, validUntil, service, action, input, keyId } = parsed.value
  return { index, kind: entry.kind, id, chain, validUntil, service, action, input, keyId, ...outcome }
}
