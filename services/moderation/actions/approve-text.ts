import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { checkOfficer } from '../checks.ts'
import { caseNumber } from '../inputs.ts'
import { action } from '../kit.ts'
import { continueCase } from '../store-case.ts'

/** M13: a text that waits is approved, or hidden under a rule; nothing else ends the waiting. */
export const approveText = action({
  input: z.strictObject({ case: caseNumber }),
  summary: 'Approve a text that waits: from now on it is served. For moderators.',
  example: { case: 1 },
  check: (context, input) =>
    checkOfficer(context, input.case, ({ state }) => (state === 'waiting' ? ok : refuse('M13-not-waiting'))),
  apply: (context, input) => {
    const about = continueCase(context, input.case, 'approved', { by: context.actor })
    const { service, number, content } = about
    context.emit('text-approved', { case: input.case, service, number, content: bytesToHex(content) })
  },
})
