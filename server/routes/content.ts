import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { jsonType } from '../json.ts'
import { Problem } from '../problem.ts'

/** Text by its commitment. No cache may keep it: text can be erased. */
export const contentRoutes = (app: FastifyInstance, { content: store }: Context): void => {
  app.get<{ Params: { commitment: string } }>('/api/content/:commitment', (request, reply) => {
    const { commitment } = request.params
    const isCommitment = /^[0-9a-f]{64}$/.test(commitment)
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
