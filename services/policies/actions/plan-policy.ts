import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { commitment } from '../../schemas.ts'
import { tell } from '../change-state.ts'
import { checkWriter } from '../checks.ts'
import { titledContent } from '../content.ts'
import { action } from '../kit.ts'
import { budgetWon, policyNumber } from '../schemas.ts'

/** Y5: the plan and the budget, and each change of them. */
export const planPolicy = action({
  input: z.strictObject({ policy: policyNumber, budgetWon, content: commitment }),
  summary: 'Set the plan and the budget of a policy, or change them. What stood before stays in its history.',
  example: { policy: 1, budgetWon: 450_000_000, content: new Uint8Array(32) },
  content: titledContent,
  check: (context, { policy }) => checkWriter(context, policy),
  apply: (context, { policy, budgetWon, content }) => {
    context.tables.policies.update([policy], (row) => ({ ...row, budgetWon, content }))
    tell(context, policy, 'policy-planned', { budgetWon, content: bytesToHex(content) }, context.actor)
  },
})
