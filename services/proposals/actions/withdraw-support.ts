import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { proposalNumber } from '../../schemas.ts'
import { uncountSupport } from '../change-state.ts'
import { action } from '../kit.ts'
import type { Proposal } from '../state.ts'

/** P11: only a support that is there can be taken back. P13: what that does to the state, see change-state.ts. */
export const withdrawSupport = action({
  input: z.strictObject({ proposal: proposalNumber }),
  summary: 'Take your support back.',
  example: { proposal: 1 },
  check: ({ tables, needs, actor }, { proposal }) => {
    if (!needs.isResident(actor)) return refuse('P1-not-resident')
    const row = tables.proposals.get([proposal])
    if (!row) return refuse('P6-unknown-proposal')
    if (row.state === 'withdrawn') return refuse('P6-withdrawn')
    return tables.supports.has([proposal, actor]) ? ok : refuse('P11-not-supported')
  },
  apply: (context, { proposal }) => {
    const { tables, actor } = context
    tables.supports.remove([proposal, actor])
    uncountSupport(context, proposal, tables.proposals.get([proposal]) as Proposal)
  },
})
