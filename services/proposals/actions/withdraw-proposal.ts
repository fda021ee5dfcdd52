import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { proposalNumber } from '../../schemas.ts'
import { storeProposal } from '../change-state.ts'
import { checkAuthor } from '../checks.ts'
import { action } from '../kit.ts'
import type { Proposal } from '../state.ts'

/** P9: an author can take a proposal back until it is in debate; then it belongs to the city. */
export const withdrawProposal = action({
  input: z.strictObject({ proposal: proposalNumber }),
  summary: 'Take your proposal back, as long as it is not in debate.',
  example: { proposal: 1 },
  check: (context, { proposal }) => {
    const no = checkAuthor(context, proposal)
    if (no) return no
    const { state, joined = 0 } = context.tables.proposals.get([proposal]) as Proposal
    if (state === 'debate' || context.needs.isDebated(proposal)) return refuse('P9-in-debate')
    return joined > 0 ? refuse('P26-others-joined') : ok
  },
  apply: (context, { proposal }) => {
    const before = context.tables.proposals.get([proposal]) as Proposal
    storeProposal(context, proposal, before, { ...before, state: 'withdrawn' })
    context.emit('proposal-withdrawn', { proposal })
  },
})
