/**
 * POST /api/held-texts: a text that is hidden or waits, for who has to judge it and for who wrote it. Reading anything
 * else takes no sign-in; here the request is signed, as one for notices is (signed-request.ts). Whoever has seen the
 * request has seen the answer, so that nothing is gained by sending it again.
 */
import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { authorOfCase, holdOf } from '@maru/services/moderation/reads.ts'
import { residentsReads } from '@maru/services/residents/reads.ts'
import { commitment } from '@maru/services/schemas.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { jsonType } from '../json.ts'
import { Problem } from '../problem.ts'
import { createGate } from '../signed-request.ts'

const input = z.strictObject({ content: commitment })

export const heldTextRoutes = (
  app: FastifyInstance,
  { ledger, content: store, verifySignature, limits }: Context,
): void => {
  if (!verifySignature) return
  const judge = createGate({ ledger, verifySignature, now: Date.now, service: 'held-texts' })
  const rateLimit = limits.writesPerMinute > 0 ? { max: limits.writesPerMinute, timeWindow: 60_000 } : false
  app.post('/api/held-texts', { config: { rateLimit } }, async (request, reply) => {
    if (!(request.body instanceof Uint8Array)) throw new Problem('S1-body-malformed', 'application/cbor')
    const asked = await judge(request.body)
    if (asked.action !== 'read') throw new Problem('T10-unknown-action', 'action')
    const parsed = input.safeParse(asked.input)
    if (!parsed.success) throw new Problem('T11-input-malformed', 'content')
    const id = bytesToHex(parsed.data.content)
    const { view } = ledger.snapshot()
    const hold = holdOf(view, id)
    if (!hold) throw new Problem('S5-not-found', 'content')
    const isOwn = authorOfCase(view, hold.case) === asked.account
    if (!isOwn && !mayJudge(view, asked.account)) throw new Problem('S27-needs-reviewer')
    const item = store.get(id)
    if (!item) throw new Problem(store.isErased(id) ? 'S19-content-erased' : 'S5-not-found', 'content')
    return reply
      .headers({ 'content-type': jsonType, 'cache-control': 'no-store' })
      .send(JSON.stringify({ content: item.content }))
  })
}

const mayJudge = (view: View, account: string): boolean =>
  (['moderator', 'auditor'] as const).some((role) => residentsReads.hasRole(view, account, role))
