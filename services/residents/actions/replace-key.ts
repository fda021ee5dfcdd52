import { z } from 'zod'
import { refuse } from '@maru/kernel/service.ts'
import { accountId } from '../../schemas.ts'
import { accountKey, checkNewKey, exampleKey, liveKeys, newKeyFields, proofOfKey } from '../keys.ts'
import { action } from '../kit.ts'
import { holds, isOfficer } from '../roles.ts'

/**
 * R10: for a lost device, after the person showed at the desk who they are. An officer's keys are the mayor's to
 * replace: a registrar who could replace the mayor's would be the mayor.
 */
export const replaceKey = action({
  input: z.strictObject({
    account: accountId,
    ...newKeyFields,
    reason: z.enum(['device-lost', 'device-broken', 'returned']).optional().meta({
      title: 'Reason',
      description: 'Why: one of a fixed list, so that no personal data reaches the ledger.',
    }),
  }),
  summary:
    "Revoke all keys of an account and bind a new one. For the registrar; for officers' accounts, the mayor.",
  example: { account: '00112233445566778899aabbccddeeff00112233', ...exampleKey },
  cosignatures: (context, input) => proofOfKey(context, input.account, input),
  check: (context, input) => {
    const { tables, accounts, actor } = context
    const replacer = isOfficer(tables, input.account) ? 'mayor' : 'registrar'
    if (!holds(tables, actor, replacer))
      return refuse(replacer === 'mayor' ? 'R10-needs-mayor' : 'R1-not-registrar')
    return accounts.get(input.account) ? checkNewKey(context, input) : refuse('R10-unknown-account')
  },
  apply: (context, input) => {
    const { accounts, time, emit } = context
    const { account, reason } = input
    for (const { id } of liveKeys(accounts.get(account)?.keys ?? [])) accounts.revokeKey(account, id, time)
    const key = accountKey(context, input)
    accounts.addKey(account, key)
    emit('key-replaced', { account, key: key.id, ...(reason && { reason }) })
  },
})
