import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { holdOf } from '@maru/services/moderation/reads.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { jsonType } from '../json.ts'
import { Problem } from '../problem.ts'

/**
 * Text by its commitment. No cache may keep it: text can be hidden and erased. What is held back is refused with 403:
 * 451 (RFC 7725) is for what the law demands, and this is the city's own rules. The case says why, and the text is not
 * shown to its author either, for reading needs no sign-in.
 */
export const contentRoutes = (app: FastifyInstance, { ledger, content: store }: Context): void => {
  app.get<{ Params: { commitment: string } }>('/api/content/:commitment', (request, reply) => {
    const { commitment } = request.params
    const isCommitment = /^[0-9a-f]{64}$/.test(commitment)
    const hold = isCommitment ? holdOf(ledger.snapshot().view, commitment) : undefined
    if (hold) {
      const code = hold.state === 'hidden' ? 'S23-text-hidden' : 'S24-text-waiting'
      throw new Problem(code, 'commitment', { case: hold.case, rule: hold.rule })
    }
    const item = isCommitment ? store.get(commitment) : undefined
    if (!item) {
      const isErased = isCommitment && store.isErased(commitment)
      throw new Problem(isErased ? 'S19-content-erased' : 'S5-not-found', 'commitment')
    }
    return reply
      .headers({ 'content-type': jsonType, 'cache-control': 'no-store' })
      .send(JSON.stringify({ content: item.content, salt: bytesToHex(item.salt) }))
  })
}
