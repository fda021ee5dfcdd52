import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { commitment } from '../../schemas.ts'
import { tell } from '../change-state.ts'
import { checkPlanned, checkWriter } from '../checks.ts'
import { textContent } from '../content.ts'
import { action } from '../kit.ts'
import { daysLateAt } from '../milestones.ts'
import { milestoneNumber, policyNumber } from '../schemas.ts'
import { milestoneEnds, type Milestone } from '../state.ts'

/** Y8: a milestone ends done or dropped, with words, and with the days it was late. */
export const endMilestone = action({
  input: z.strictObject({
    policy: policyNumber,
    milestone: milestoneNumber,
    state: z.enum(milestoneEnds),
    content: commitment,
  }),
  summary: 'Say that a milestone is done, with what was achieved, or dropped, with the reasons.',
  example: { policy: 1, milestone: 2, state: 'done' as const, content: new Uint8Array(32) },
  content: textContent,
  check: (context, { policy, milestone }) =>
    checkWriter(context, policy) ?? checkPlanned(context, policy, milestone),
  apply: (context, { policy, milestone, state, content }) => {
    const { tables, actor, time } = context
    const row = tables.milestones.get([policy, milestone]) as Milestone
    const daysLate = daysLateAt(row, time)
    const end = { state, endedAt: time, endContent: content, daysLate }
    tables.milestones.put([policy, milestone], { ...row, ...end })
    tables.policies.update([policy], ({ planned, ...policyRow }) => ({ ...policyRow, planned: planned - 1 }))
    const told = { milestone, state, daysLate, content: bytesToHex(content) }
    tell(context, policy, 'milestone-ended', told, actor)
  },
})
