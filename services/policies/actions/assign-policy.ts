import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { departmentId } from '../../schemas.ts'
import { storePolicy, tell } from '../change-state.ts'
import { checkLive } from '../checks.ts'
import { action } from '../kit.ts'
import { policyNumber } from '../schemas.ts'
import type { Policy } from '../state.ts'

/** Y4: the mayor's office names the responsible department, and another one later. */
export const assignPolicy = action({
  input: z.strictObject({ policy: policyNumber, department: departmentId }),
  summary: 'Make a department responsible for a policy.',
  example: { policy: 1, department: 'transport' },
  check: (context, { policy, department }) => {
    const { tables, needs, actor } = context
    if (!needs.hasRole(actor, 'mayor')) return refuse('Y4-not-mayor')
    const no = checkLive(context, policy)
    if (no) return no
    if (!needs.isDepartment(department)) return refuse('Y4-unknown-department')
    const before = tables.policies.get([policy])?.department
    return before === department ? refuse('Y4-same-department') : ok
  },
  apply: (context, { policy, department }) => {
    const before = context.tables.policies.get([policy]) as Policy
    storePolicy(context, policy, before, { ...before, state: 'underway', department })
    tell(context, policy, 'policy-assigned', { department, from: before.department }, context.actor)
  },
})
