import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { commitment } from '../../schemas.ts'
import { endPolicy, tell } from '../change-state.ts'
import { checkWriter } from '../checks.ts'
import { textContent } from '../content.ts'
import { action } from '../kit.ts'
import { policyNumber } from '../schemas.ts'

/** Y10: a policy is dropped with reasons, always. */
export const dropPolicy = action({
  input: z.strictObject({ policy: policyNumber, content: commitment }),
  summary: 'Drop a policy, and say why.',
  example: { policy: 1, content: new Uint8Array(32) },
  content: textContent,
  check: (context, { policy }) => checkWriter(context, policy),
  apply: (context, { policy, content }) => {
    const { proposal, debate } = endPolicy(context, policy, 'dropped', content)
    const told = { proposal, debate, content: bytesToHex(content) }
    tell(context, policy, 'policy-dropped', told, context.actor)
  },
})
