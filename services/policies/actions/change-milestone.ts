import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { commitment } from '../../schemas.ts'
import { tell } from '../change-state.ts'
import { checkDue, checkPlanned, checkWriter } from '../checks.ts'
import { titledContent } from '../content.ts'
import { action } from '../kit.ts'
import { dueTime, milestoneNumber, policyNumber } from '../schemas.ts'
import type { Milestone } from '../state.ts'

/** Y8: the words or the date of a planned milestone; the date that was promised first stays beside the new one. */
export const changeMilestone = action({
  input: z.strictObject({
    policy: policyNumber,
    milestone: milestoneNumber,
    due: dueTime,
    content: commitment,
  }),
  summary: 'Change the words or the date of a milestone. The date promised first stays visible.',
  example: { policy: 1, milestone: 2, due: 1_798_761_600_000, content: new Uint8Array(32) },
  content: titledContent,
  check: (context, { policy, milestone, due }) =>
    checkWriter(context, policy) ?? checkPlanned(context, policy, milestone) ?? checkDue(context, due),
  apply: (context, { policy, milestone, due, content }) => {
    const { tables, actor, schedule } = context
    const { due: from } = tables.milestones.get([policy, milestone]) as Milestone
    tables.milestones.update([policy, milestone], (row) => ({ ...row, due, content }))
    if (due !== from) schedule(due, 'find-overdue', { policy, milestone, due })
    tell(context, policy, 'milestone-changed', { milestone, due, from, content: bytesToHex(content) }, actor)
  },
})
