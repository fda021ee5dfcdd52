import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { accountId, departmentId } from '../../schemas.ts'
import { checkPlacing } from '../checks.ts'
import { action } from '../kit.ts'

/** A13: the mayor's office says which officer answers for which department. */
export const placeOfficer = action({
  input: z.strictObject({ department: departmentId, account: accountId }),
  summary: 'Let an officer answer for a department. For the mayor.',
  example: { department: 'transport', account: '00112233445566778899aabbccddeeff00112233' },
  check: (context, { department, account }) => {
    const no = checkPlacing(context, department)
    if (no) return no
    if (!context.needs.hasRole(account, 'department')) return refuse('A13-not-officer')
    return context.tables.officers.has([department, account]) ? refuse('A13-placed-already') : ok
  },
  apply: ({ tables, time, emit }, { department, account }) => {
    tables.officers.put([department, account], { since: time })
    emit('officer-placed', { department, account })
  },
})
