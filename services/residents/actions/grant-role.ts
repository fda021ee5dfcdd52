import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { accountId } from '../../schemas.ts'
import { action } from '../kit.ts'
import { holds, roleSchema } from '../roles.ts'

/** R12: the mayor grants a role to an account that exists and does not have it. */
export const grantRole = action({
  input: z.strictObject({ account: accountId, role: roleSchema }),
  summary: 'Give an account a role. For the mayor.',
  example: { account: '00112233445566778899aabbccddeeff00112233', role: 'moderator' as const },
  check: ({ tables, accounts, actor }, { account, role }) =>
    !holds(tables, actor, 'mayor')
      ? refuse('R11-not-mayor')
      : !accounts.get(account)
        ? refuse('R12-unknown-account')
        : holds(tables, account, role)
          ? refuse('R12-role-held')
          : ok,
  apply: ({ tables, time, emit }, { account, role }) => {
    tables.roles.put([role, account], { since: time })
    emit('role-granted', { account, role })
  },
})
