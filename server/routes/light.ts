/** What the validators of a network vouch for, as files that anyone can check without this server. */
import { formatLightBundle } from '@maru/kernel/consensus/bundle.ts'
import type { Consensus } from '@maru/kernel/ledger.ts'
import { parseNote } from '@maru/kernel/log/note.ts'
import { parseTlogProof } from '@maru/kernel/log/tlog-proof.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Context } from '../context.ts'
import { Problem } from '../problem.ts'
import { findRecorded } from './receipts.ts'

export const lightRoutes = (app: FastifyInstance, context: Context): void => {
  const { ledger } = context

  const consensus = (): Consensus => {
    if (!ledger.consensus) throw new Problem('S28-no-validators')
    return ledger.consensus
  }

  /** The proof is under the newest checkpoint of the moment, and so is what is asked of the validators. */
  const send = async (reply: FastifyReply, index: number, name: string): Promise<FastifyReply> => {
    const { vouch } = consensus()
    const receipt = await ledger.proof(index)
    const vouched = await vouch(checkpointTextOf(receipt))
    if (!vouched.ok) throw new Problem(vouched.refusal.code, vouched.refusal.detail)
    return reply
      .header('content-type', 'application/json; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('content-disposition', `attachment; filename="${name}.maru-light"`)
      .send(formatLightBundle({ blocks: vouched.value, receipt }))
  }

  app.get<{ Params: { id: string } }>('/api/receipts/:id/light', async (request, reply) => {
    consensus()
    const { id, index } = await findRecorded(context, request.params.id, 0)
    return send(reply, index, id.slice(0, 16))
  })

  app.get('/api/light', (_request, reply) => {
    consensus()
    const last = ledger.snapshot().size - 1
    return send(reply, last, `entry-${last}`)
  })

  app.get('/api/light/genesis', (_request, reply) =>
    reply
      .header('content-type', 'application/json; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('content-disposition', `attachment; filename="${ledger.genesis.chain}-genesis.json"`)
      .send(`${JSON.stringify(consensus().genesis, null, 2)}\n`),
  )
}

/** The log's own proofs can be read. */
const checkpointTextOf = (receipt: string): string => {
  const proof = parseTlogProof(receipt)
  const note = proof.ok ? parseNote(proof.value.checkpoint) : proof
  if (!note.ok) throw new Error(note.message)
  return note.value.text
}
