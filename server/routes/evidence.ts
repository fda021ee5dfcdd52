/**
 * GET /api/evidence/<proposal>: everything about a proposal that can be checked without this server, as one ZIP.
 * GET /api/evidence/polls/<poll>: the same of a poll that is over, as lines of JSON that `maru poll check` counts again.
 */
import type { Service } from '@maru/kernel/service.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { evidenceFiles } from '../open-data/evidence/files.ts'
import { isPollOver, pollEvidenceLines, pollSubjectOf } from '../open-data/poll-evidence/lines.ts'
import { subjectOf } from '../open-data/evidence/subject.ts'
import { createStreams, type Streams } from '../open-data/send-stream.ts'
import { stampOf } from '../open-data/stamp.ts'
import { zipOf } from '../open-data/zip.ts'
import { Problem } from '../problem.ts'

export const hasEvidence = (services: readonly Service[]): boolean =>
  services.some(({ name }) => name === 'proposals')

export const hasPollEvidence = (services: readonly Service[]): boolean =>
  services.some(({ name }) => name === 'polls')

export const evidenceRoutes = (app: FastifyInstance, context: Context): void => {
  const { ledger, content, limits, services } = context
  const streams = createStreams(limits.evidenceExports, limits.exportIdleMs)
  if (hasPollEvidence(services)) pollEvidenceRoute(app, context, streams)
  if (!hasEvidence(services)) return
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

const pollEvidenceRoute = (app: FastifyInstance, context: Context, streams: Streams): void => {
  const { ledger, content } = context
  app.get<{ Params: { poll: string } }>('/api/evidence/polls/:poll', async (request, reply) => {
    const text = request.params.poll
    const poll = /^[1-9][0-9]{0,14}$/.test(text) ? Number(text) : 0
    await content.caughtUp()
    const { view, time } = ledger.snapshot()
    const subject = pollSubjectOf(view, poll)
    if (!subject) throw new Problem('S5-not-found', 'poll')
    // Rows and votes are read one after another: only of a poll that is over they are of one moment.
    if (!isPollOver(subject, time)) throw new Problem('S30-poll-not-over')
    if (subject.voters < subject.row.shownFrom) throw new Problem('S31-too-few-voters')
    const { headers, isKnown } = stampOf(ledger, request, `poll.${poll}`)
    if (isKnown) return reply.code(304).headers(headers).send()
    const size = headers['maru-log-index']
    return streams.send(request, reply, {
      headers: {
        ...headers,
        'content-type': 'application/jsonl',
        'content-disposition': `attachment; filename="${ledger.genesis.chain}-poll-${poll}.jsonl"`,
      },
      chunks: () => pollEvidenceLines(context, subject, size),
    })
  })
}
