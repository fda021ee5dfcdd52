import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { commitment, departmentId, proposalNumber } from '../../schemas.ts'
import { livePolicyOf, openPolicyNow, tell } from '../change-state.ts'
import { titledContent } from '../content.ts'
import { action } from '../kit.ts'
import { budgetWon } from '../schemas.ts'

/** Y1: by an officer of the department. Y2: for a proposal that is there. Y3: that has no policy. */
export const openPolicy = action({
  input: z.strictObject({
    proposal: proposalNumber,
    department: departmentId,
    budgetWon,
    content: commitment,
  }),
  summary: 'Open a policy for a proposal, in your department, with its plan and budget.',
  example: { proposal: 3, department: 'transport', budgetWon: 450_000_000, content: new Uint8Array(32) },
  content: titledContent,
  check: (context, { proposal, department }) => {
    const { needs, actor } = context
    if (!needs.isOfficerOf(department, actor)) return refuse('Y1-not-officer')
    const state = needs.proposalState(proposal)
    if (state === undefined) return refuse('Y2-unknown-proposal')
    if (state === 'withdrawn') return refuse('Y2-withdrawn')
    const policy = livePolicyOf(context, { proposal, debate: 0 })
    return policy === undefined ? ok : refuse('Y3-policy-already', `policy ${policy}`)
  },
  apply: (context, { proposal, department, budgetWon, content }) => {
    const policy = openPolicyNow(context, { proposal, debate: 0, department, budgetWon, content })
    const plan = { budgetWon, content: bytesToHex(content) }
    tell(context, policy, 'policy-opened', { proposal, debate: 0, department, ...plan }, context.actor)
  },
})
