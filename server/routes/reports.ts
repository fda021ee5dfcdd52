/** What is counted of the city, and what it owes: GET /api/statistics and GET /api/reports/unanswered. */
import type { FastifyInstance } from 'fastify'
import type { Service } from '@maru/kernel/service.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { pollsReads } from '@maru/services/polls/reads.ts'
import { proposalsReads } from '@maru/services/proposals/reads.ts'
import { pageLimit } from '@maru/services/schemas.ts'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { jsonType } from '../json.ts'
import { createTextReader } from '../open-data/texts.ts'
import { queryParser } from '../query-input.ts'
import { byLogIndex } from '../reports/by-log-index.ts'
import { foldStatistics } from '../reports/statistics.ts'
import { countsOf } from '../reports/imported.ts'
import { listUnanswered, markedProposals, totalsOf, type Unanswered } from '../reports/unanswered.ts'

const headers = { 'content-type': jsonType, 'cache-control': 'no-cache' }

/** How old statistics may be while the log grows. */
const statisticsAgeMs = 10_000

export const unansweredInput = z.strictObject({
  after: z
    .int()
    .min(0)
    .default(0)
    .meta({ description: 'The last duty of the page before; 0 for the first.' }),
  limit: pageLimit(100, 100),
})

/** Reports are on proposals and the answers they are owed. */
export const hasReports = (services: readonly Service[]): boolean =>
  ['proposals', 'answers'].every((wanted) => services.some(({ name }) => name === wanted))

export const reportRoutes = (
  app: FastifyInstance,
  { ledger, services, content, imported }: Context,
): void => {
  if (!hasReports(services)) return
  const source = imported && countsOf(imported)
  const statistics = byLogIndex(ledger, statisticsAgeMs, foldStatistics)
  app.get('/api/statistics', async (_request, reply) => {
    const { logIndex, time, value } = await statistics()
    return reply
      .headers({ ...headers, 'maru-log-index': logIndex })
      .send(JSON.stringify({ logIndex, time, ...value, ...(source && { source }) }))
  })

  const marked = imported && markedProposals(imported)
  const parse = queryParser(unansweredInput)
  app.get('/api/reports/unanswered', (request, reply) => {
    const { view, time, size } = ledger.snapshot()
    const { after, limit } = parse(request.query)
    const textOf = createTextReader(content, view)
    const unanswered = listUnanswered(view, time, { after, limit }, marked).map((each) => ({
      ...each,
      title: textOf(contentOf(view, each)).field('title'),
    }))
    const report = { logIndex: size, time, totals: totalsOf(view), unanswered }
    return reply.headers({ ...headers, 'maru-log-index': size }).send(JSON.stringify(report))
  })
}

const contentOf = (view: View, { proposal, poll }: Unanswered): Uint8Array | undefined =>
  poll === null ? proposalsReads.proposalOf(view, proposal ?? 0)?.content : pollsReads.contentOf(view, poll)
