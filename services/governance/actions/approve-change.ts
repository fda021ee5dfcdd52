import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { approve } from '../approve.ts'
import { openFault } from '../checks.ts'
import { changeNumber } from '../inputs.ts'
import { action } from '../kit.ts'

/** I3: an officer. I6: while it is open. I7: once. I8: with enough institutions it passes. */
export const approveChange = action({
  input: z.strictObject({ change: changeNumber }),
  summary: 'Approve a change, as an officer of an institution.',
  example: { change: 1 },
  check: (context, { change }) => {
    const fault = openFault(context, change)
    if (fault !== undefined) return refuse(fault)
    return context.tables.approvals.has([change, context.actor]) ? refuse('I7-already-approved') : ok
  },
  apply: (context, { change }) => approve(context, change),
})
