import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { proposalNumber } from '../../schemas.ts'
import { uncountSupport } from '../change-state.ts'
import { action } from '../kit.ts'
import { checkAccount, checkSupporter, keepSequence, sequence, supportScope } from '../supporters.ts'
import type { Proposal } from '../state.ts'

/** P11: only a support that is there can be taken back. P13: what that does to the state, see change-state.ts. */
export const withdrawSupport = action({
  input: z.strictObject({ proposal: proposalNumber, sequence }),
  summary: 'Take your support back.',
  example: { proposal: 1 },
  membership: supportScope,
  check: (context, input) => {
    const { tables, actor } = context
    const { proposal } = input
    const stranger = checkAccount(context)
    if (stranger) return stranger
    const row = tables.proposals.get([proposal])
    if (!row) return refuse('P6-unknown-proposal')
    if (row.state === 'withdrawn') return refuse('P6-withdrawn')
    const no = checkSupporter(context, row, input)
    if (no) return no
    return tables.supports.has([proposal, actor]) ? ok : refuse('P11-not-supported')
  },
  apply: (context, input) => {
    const { proposal } = input
    const { tables, actor } = context
    keepSequence(context, input)
    tables.supports.remove([proposal, actor])
    uncountSupport(context, proposal, tables.proposals.get([proposal]) as Proposal)
  },
})
