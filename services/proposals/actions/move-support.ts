import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { proposalNumber } from '../../schemas.ts'
import { countSupport, uncountSupport } from '../change-state.ts'
import { isClosed } from '../checks.ts'
import { action } from '../kit.ts'
import type { Proposal } from '../state.ts'

/** P23: supporters of a joined proposal move their own support along, in one step, and nobody counts twice. */
export const moveSupport = action({
  input: z.strictObject({
    from: proposalNumber.meta({ description: 'The joined proposal.' }),
    to: proposalNumber.meta({ description: 'The one it is joined into.' }),
  }),
  summary: 'Move your support from a joined proposal to the one it is joined into.',
  example: { from: 8, to: 3 },
  check: ({ tables, needs, actor, time }, { from, to }) => {
    if (!needs.isResident(actor)) return refuse('P1-not-resident')
    const row = tables.proposals.get([from])
    const lead = tables.proposals.get([to])
    if (!row || !lead) return refuse('P6-unknown-proposal')
    if (row.state === 'withdrawn' || lead.state === 'withdrawn') return refuse('P6-withdrawn')
    if (row.joinedTo !== to) return refuse('P23-not-joined')
    if (lead.erasedAt !== undefined) return refuse('P15-erased')
    if (isClosed(lead, time)) return refuse('P14-closed')
    return tables.supports.has([from, actor]) ? ok : refuse('P11-not-supported')
  },
  apply: (context, { from, to }) => {
    const { tables, actor, time, emit } = context
    tables.supports.remove([from, actor])
    uncountSupport(context, from, tables.proposals.get([from]) as Proposal)
    emit('support-moved', { from, to })
    if (tables.supports.has([to, actor])) return
    tables.supports.put([to, actor], { time })
    countSupport(context, to, tables.proposals.get([to]) as Proposal)
  },
})
