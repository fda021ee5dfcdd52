import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { accountId } from '../../schemas.ts'
import { action } from '../kit.ts'
import { holds, isLastMayor, roleSchema } from '../roles.ts'

/** R13: the mayor takes a role back; a city is never without a mayor, for nobody could appoint one. */
export const revokeRole = action({
  input: z.strictObject({ account: accountId, role: roleSchema }),
  summary: 'Take a role from an account. For the mayor.',
  example: { account: '00112233445566778899aabbccddeeff00112233', role: 'moderator' as const },
  check: ({ tables, actor }, { account, role }) =>
    !holds(tables, actor, 'mayor')
      ? refuse('R11-not-mayor')
      : !holds(tables, account, role)
        ? refuse('R13-role-not-held')
        : role === 'mayor' && isLastMayor(tables, account)
          ? refuse('R13-last-mayor')
          : ok,
  apply: ({ tables, emit }, { account, role }) => {
    tables.roles.remove([role, account])
    emit('role-revoked', { account, role })
  },
})
