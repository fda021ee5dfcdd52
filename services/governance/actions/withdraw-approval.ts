import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { openFault } from '../checks.ts'
import { changeNumber } from '../inputs.ts'
import { action } from '../kit.ts'
import { end } from '../settle.ts'

/** I7: before it has passed. When nobody approves any more, the change is withdrawn. */
export const withdrawApproval = action({
  input: z.strictObject({ change: changeNumber }),
  summary: 'Take your approval of a change back, before it has passed.',
  example: { change: 1 },
  check: (context, { change }) => {
    const fault = openFault(context, change)
    if (fault !== undefined) return refuse(fault)
    return context.tables.approvals.has([change, context.actor]) ? ok : refuse('I7-not-approved')
  },
  apply: (context, { change }) => {
    const { tables, actor, emit } = context
    const given = tables.approvals.get([change, actor])
    tables.approvals.remove([change, actor])
    emit('approval-withdrawn', { change, institution: given?.institution ?? '' })
    if (tables.approvals.list({ prefix: [change], limit: 1 }).length === 0) end(context, change, 'withdrawn')
  },
})
