import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { commitment } from '../../schemas.ts'
import { endPolicy, tell } from '../change-state.ts'
import { checkWriter } from '../checks.ts'
import { textContent } from '../content.ts'
import { action } from '../kit.ts'
import { policyNumber } from '../schemas.ts'
import type { Policy } from '../state.ts'

/** Y9: carried out is what has evidence, and no milestone that is still planned. */
export const carryOutPolicy = action({
  input: z.strictObject({ policy: policyNumber, content: commitment }),
  summary: 'Say that a policy is carried out, and what was achieved. Its evidence has to stand already.',
  example: { policy: 1, content: new Uint8Array(32) },
  content: textContent,
  check: (context, { policy }) => {
    const no = checkWriter(context, policy)
    if (no) return no
    const { evidence, planned } = context.tables.policies.get([policy]) as Policy
    if (evidence === 0) return refuse('Y9-no-evidence')
    return planned > 0 ? refuse('Y9-milestones-planned', `${planned} milestones are still planned`) : ok
  },
  apply: (context, { policy, content }) => {
    const { proposal, debate } = endPolicy(context, policy, 'carried-out', content)
    const told = { proposal, debate, content: bytesToHex(content) }
    tell(context, policy, 'policy-carried-out', told, context.actor)
  },
})
