import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { commitment, proposalNumber } from '../../schemas.ts'
import { openDebateNow } from '../change-state.ts'
import { reasonsContent } from '../content.ts'
import { action } from '../kit.ts'

/** D7: the panel, with reasons, about a proposal that is there. D8: one debate for a proposal. */
export const decideOnDebate = action({
  input: z.strictObject({
    proposal: proposalNumber,
    decision: z.enum(['debate', 'no-debate']),
    content: commitment.meta({ description: 'The commitment to the published reasons: 32 bytes.' }),
  }),
  summary: 'Decide, with reasons, whether the city debates a proposal whatever its supports. For the panel.',
  example: { proposal: 1, decision: 'debate' as const, content: new Uint8Array(32) },
  content: reasonsContent,
  check: ({ tables, needs, actor }, { proposal }) => {
    if (!needs.hasRole(actor, 'panel')) return refuse('D7-not-panel')
    const state = needs.proposalState(proposal)
    if (state === undefined) return refuse('D7-unknown-proposal')
    if (state === 'withdrawn') return refuse('D7-withdrawn')
    return tables.debateOf.has([proposal]) ? refuse('D8-debated-already') : ok
  },
  apply: (context, { proposal, decision, content }) => {
    const { tables, actor, time, emit, nextNumber } = context
    tables.decisions.put([proposal, nextNumber('decision')], { decision, content, by: actor, at: time })
    emit('panel-decided', { proposal, decision })
    if (decision === 'debate') openDebateNow(context, { proposal, openedBy: 'panel', content })
  },
})
