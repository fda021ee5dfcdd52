import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { commitment } from '../../schemas.ts'
import { tell } from '../change-state.ts'
import { checkWriter } from '../checks.ts'
import { textContent } from '../content.ts'
import { action } from '../kit.ts'
import { policyNumber } from '../schemas.ts'

/** Y13: a report is an entry of the policy's history, and stays. */
export const reportProgress = action({
  input: z.strictObject({ policy: policyNumber, content: commitment }),
  summary: 'Report how a policy goes on.',
  example: { policy: 1, content: new Uint8Array(32) },
  content: textContent,
  check: (context, { policy }) => checkWriter(context, policy),
  apply: (context, { policy, content }) =>
    tell(context, policy, 'progress-reported', { content: bytesToHex(content) }, context.actor),
})
