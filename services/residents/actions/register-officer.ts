import { z } from 'zod'
import { refuse } from '@maru/kernel/service.ts'
import { accountKey, checkNewKey, exampleKey, newKeyFields, proofOfKey } from '../keys.ts'
import { action } from '../kit.ts'
import { holds, roleSchema } from '../roles.ts'

/** R11: the mayor gives an officer an account of its own. It is no resident's: it can neither propose nor support. */
export const registerOfficer = action({
  input: z.strictObject({ ...newKeyFields, role: roleSchema }),
  summary: 'Found an account for an officer, with a first role. For the mayor.',
  example: { ...exampleKey, role: 'registrar' },
  cosignatures: (context, input) => proofOfKey(context, context.keyId(input.publicKey), input),
  check: (context, input) =>
    holds(context.tables, context.actor, 'mayor') ? checkNewKey(context, input) : refuse('R11-not-mayor'),
  apply: (context, input) => {
    const { tables, accounts, time, emit } = context
    const account = accounts.create(accountKey(context, input))
    tables.roles.put([input.role, account], { since: time })
    emit('officer-registered', { account, role: input.role })
  },
})
