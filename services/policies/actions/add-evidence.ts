import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { refuse } from '@maru/kernel/service.ts'
import { commitment } from '../../schemas.ts'
import { tell } from '../change-state.ts'
import { checkWriter } from '../checks.ts'
import { evidenceContent } from '../content.ts'
import { action } from '../kit.ts'
import { milestoneNumber, policyNumber } from '../schemas.ts'

/** Y9: evidence of the policy, or of one of its milestones, whatever that one's state is. */
export const addEvidence = action({
  input: z.strictObject({
    policy: policyNumber,
    milestone: milestoneNumber
      .nullable()
      .meta({ description: 'The milestone it shows; null for the whole.' }),
    content: commitment,
  }),
  summary: 'Show evidence of what was done, with a link if there is one.',
  example: { policy: 1, milestone: null, content: new Uint8Array(32) },
  content: evidenceContent,
  check: (context, { policy, milestone }) => {
    const no = checkWriter(context, policy)
    if (no || milestone === null) return no
    return context.tables.milestones.has([policy, milestone]) ? undefined : refuse('Y8-unknown-milestone')
  },
  apply: (context, { policy, milestone, content }) => {
    context.tables.policies.update([policy], (row) => ({ ...row, evidence: row.evidence + 1 }))
    tell(context, policy, 'evidence-added', { milestone, content: bytesToHex(content) }, context.actor)
  },
})
