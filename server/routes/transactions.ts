import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ContentItem } from '../content-store.ts'
import type { Context } from '../context.ts'
import { jsonType, receiptJson } from '../json.ts'
import { Problem, sendProblem } from '../problem.ts'
import { submit } from '../submit.ts'

const cborMax = 65_536
/** A text of 60,000 characters has up to 180,000 bytes, or twice that when each is escaped. */
const jsonMax = 524_288

export const transactionRoutes = (app: FastifyInstance, context: Context): void => {
  const { writesPerMinute } = context.limits
  app.addContentTypeParser(
    'application/cbor',
    { parseAs: 'buffer', bodyLimit: cborMax },
    (_request, body, done) => done(null, body),
  )
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: jsonMax },
    app.getDefaultJsonParser('error', 'error'),
  )
  app.post<{ Querystring: { readonly proof?: string } }>(
    '/api/transactions',
    { config: { rateLimit: writesPerMinute > 0 ? { max: writesPerMinute, timeWindow: 60_000 } : false } },
    (request, reply) => answer(context, request, reply, request.query.proof !== 'none'),
  )
}

const answer = async (
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  wantsProof: boolean,
) => {
  const { bytes, item } = readBody(request.body)
  const outcome = await submit(context, bytes, item)
  if (!outcome.ok) {
    context.metrics.countRefusal(outcome.code)
    return sendProblem(request, reply, outcome.code, outcome.where)
  }
  const { recorded, replayed } = outcome
  if (replayed) reply.header('idempotency-replayed', 'true')
  // Where refusals are recorded too, a transaction in the log may still have been refused.
  if ('refusal' in recorded.receipt) return sendProblem(request, reply, recorded.receipt.refusal.code)
  const proof = wantsProof ? await context.ledger.proof(recorded.index) : undefined
  return reply.header('content-type', jsonType).send(receiptJson(recorded, proof))
}

const readBody = (body: unknown): { readonly bytes: Uint8Array; readonly item?: ContentItem } => {
  if (body instanceof Uint8Array) return { bytes: body }
  if (typeof body !== 'object' || body === null) throw new Problem('S1-body-malformed')
  const { transaction, content, contentSalt, ...others } = body as { readonly [field: string]: unknown }
  const [unknown] = Object.keys(others)
  if (unknown !== undefined)
    throw new Problem('S1-body-malformed', `unknown field ${JSON.stringify(unknown.slice(0, 40))}`)
  const bytes = fromBase64(transaction)
  if (!bytes) throw new Problem('S1-body-malformed', 'transaction')
  if (content === undefined && contentSalt === undefined) return { bytes }
  const salt = fromBase64(contentSalt)
  if (!salt) throw new Problem('S1-body-malformed', 'contentSalt')
  if (content === undefined) throw new Problem('S2-content-missing')
  return { bytes, item: { salt, content } }
}

/** Both alphabets of RFC 4648, with or without padding. */
const fromBase64 = (text: unknown): Uint8Array | undefined =>
  typeof text === 'string' && text.length > 0 && /^[A-Za-z0-9+/_-]+={0,2}$/.test(text)
    ? Buffer.from(text, 'base64')
    : undefined
