import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { proposalNumber } from '../../schemas.ts'
import { countSupport } from '../change-state.ts'
import { isClosed } from '../checks.ts'
import { action } from '../kit.ts'
import { checkAccount, checkSupporter, keepSequence, sequence, supportScope } from '../supporters.ts'
import type { Proposal } from '../state.ts'

/** P10: a resident supports a proposal once. P12: crossing a threshold of the day moves it, see change-state.ts. */
export const supportProposal = action({
  input: z.strictObject({ proposal: proposalNumber, sequence }),
  summary: 'Support a proposal, once. It can be taken back.',
  example: { proposal: 1 },
  membership: supportScope,
  check: (context, input) => {
    const { tables, actor, time } = context
    const { proposal } = input
    const stranger = checkAccount(context)
    if (stranger) return stranger
    const row = tables.proposals.get([proposal])
    if (!row) return refuse('P6-unknown-proposal')
    if (row.state === 'withdrawn') return refuse('P6-withdrawn')
    if (row.erasedAt !== undefined) return refuse('P15-erased')
    if (isClosed(row, time)) return refuse('P14-closed')
    if (row.joinedTo !== undefined) return refuse('P22-joined', `support proposal ${row.joinedTo}`)
    const no = checkSupporter(context, row, input)
    if (no) return no
    return tables.supports.has([proposal, actor]) ? refuse('P10-already-supported') : ok
  },
  apply: (context, input) => {
    const { proposal } = input
    const { tables, actor, time } = context
    keepSequence(context, input)
    tables.supports.put([proposal, actor], { time })
    countSupport(context, proposal, tables.proposals.get([proposal]) as Proposal)
  },
})
