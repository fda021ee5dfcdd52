/** GET /api/evidence/<proposal>: everything about a proposal that can be checked without this server, as one ZIP. */
import type { Service } from '@maru/kernel/service.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { evidenceFiles } from '../open-data/evidence/files.ts'
import { subjectOf } from '../open-data/evidence/subject.ts'
import { createStreams } from '../open-data/send-stream.ts'
import { stampOf } from '../open-data/stamp.ts'
import { zipOf } from '../open-data/zip.ts'
import { Problem } from '../problem.ts'

export const hasEvidence = (services: readonly Service[]): boolean =>
  services.some(({ name }) => name === 'proposals')

export const evidenceRoutes = (app: FastifyInstance, context: Context): void => {
  const { ledger, content, limits, services } = context
  if (!hasEvidence(services)) return
  const streams = createStreams(limits.evidenceExports, limits.exportIdleMs)
  app.get<{ Params: { proposal: string } }>('/api/evidence/:proposal', async (request, reply) => {
    const text = request.params.proposal
    const proposal = /^[1-9][0-9]{0,14}$/.test(text) ? Number(text) : 0
    await content.caughtUp()
    const subject = subjectOf(ledger.snapshot().view, proposal)
    if (!subject) throw new Problem('S5-not-found', 'proposal')
    const { headers, isKnown } = stampOf(ledger, request, `evidence.${proposal}`)
    if (isKnown) return reply.code(304).headers(headers).send()
    const size = headers['maru-log-index']
    const name = `${ledger.genesis.chain}-proposal-${proposal}-${size}.zip`
    return streams.send(request, reply, {
      headers: {
        ...headers,
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${name}"`,
      },
      chunks: () => zipOf(evidenceFiles(context, subject, size)),
      packed: true,
    })
  })
}
