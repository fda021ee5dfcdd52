import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { refuse } from '@maru/kernel/service.ts'
import { commitment } from '../../schemas.ts'
import { tell } from '../change-state.ts'
import { checkDue, checkWriter } from '../checks.ts'
import { titledContent } from '../content.ts'
import { action } from '../kit.ts'
import { dueTime, policyNumber } from '../schemas.ts'

const plannedMax = 100

/** Y6: a milestone has a date ahead, and a policy at most 100 that are not ended. */
export const addMilestone = action({
  input: z.strictObject({ policy: policyNumber, due: dueTime, content: commitment }),
  summary: 'Promise a step of a policy until a date.',
  example: { policy: 1, due: 1_798_761_600_000, content: new Uint8Array(32) },
  content: titledContent,
  check: (context, { policy, due }) => {
    const no = checkWriter(context, policy)
    if (no) return no
    const { planned = 0 } = context.tables.policies.get([policy]) ?? {}
    return planned >= plannedMax ? refuse('Y6-too-many') : checkDue(context, due)
  },
  apply: (context, { policy, due, content }) => {
    const { tables, actor, schedule, nextNumber } = context
    const milestone = nextNumber('milestone')
    tables.milestones.put([policy, milestone], { state: 'planned', content, due, firstDue: due })
    tables.policies.update([policy], (row) => ({ ...row, planned: row.planned + 1 }))
    schedule(due, 'find-overdue', { policy, milestone, due })
    tell(context, policy, 'milestone-added', { milestone, due, content: bytesToHex(content) }, actor)
  },
})
