import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { accountId, departmentId } from '../../schemas.ts'
import { checkPlacing } from '../checks.ts'
import { action } from '../kit.ts'

/** A13: an officer who has moved on answers for a department no more. */
export const removeOfficer = action({
  input: z.strictObject({ department: departmentId, account: accountId }),
  summary: 'Let an officer no longer answer for a department. For the mayor.',
  example: { department: 'transport', account: '00112233445566778899aabbccddeeff00112233' },
  check: (context, { department, account }) =>
    checkPlacing(context, department) ??
    (context.tables.officers.has([department, account]) ? ok : refuse('A13-not-placed')),
  apply: ({ tables, emit }, { department, account }) => {
    tables.officers.remove([department, account])
    emit('officer-removed', { department, account })
  },
})
