import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { departmentId, dutyNumber } from '../../schemas.ts'
import { checkDuty, checkUnanswered } from '../checks.ts'
import { storeDuty } from '../duties.ts'
import { action } from '../kit.ts'
import type { Duty } from '../state.ts'

/** A6: the mayor's office assigns, and reassigns until there is an answer. The deadline stays what it is. */
export const assignDepartment = action({
  input: z.strictObject({ duty: dutyNumber, department: departmentId }),
  summary: "Say which department owes an answer. For the mayor's office.",
  example: { duty: 1, department: 'transport' },
  check: (context, { duty, department }) => {
    const { tables, needs, actor } = context
    if (!needs.hasRole(actor, 'mayor')) return refuse('A6-not-mayor')
    const no = checkDuty(context, duty) ?? checkUnanswered(context, duty)
    if (no) return no
    const row = tables.duties.get([duty]) as Duty
    if (row.by === 'mayor') return refuse('A6-mayors-duty')
    if (!tables.departments.has([department])) return refuse('A6-unknown-department')
    return row.department === department ? refuse('A6-same-department') : ok
  },
  apply: (context, { duty, department }) => {
    const before = context.tables.duties.get([duty]) as Duty
    const state = before.state === 'waiting-for-department' ? 'assigned' : before.state
    storeDuty(context, duty, before, { ...before, state, department })
    context.emit('department-assigned', { duty, proposal: before.proposal, department })
  },
})
