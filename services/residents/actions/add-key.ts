import { z } from 'zod'
import { accountKeysMax } from '@maru/kernel/accounts.ts'
import { refuse } from '@maru/kernel/service.ts'
import { accountKey, checkNewKey, exampleKey, newKeyFields } from '../keys.ts'
import { action } from '../kit.ts'

/** R8: an account has at most so many keys, revoked ones counted: every signature of theirs reads that list. */
export const addKey = action({
  input: z.strictObject(newKeyFields),
  summary: 'Let one more of your devices sign for your account.',
  example: exampleKey,
  check: (context, input) =>
    (context.accounts.get(context.actor)?.keys.length ?? 0) >= accountKeysMax
      ? refuse('R8-too-many-keys')
      : checkNewKey(context, input),
  apply: (context, input) => {
    const { accounts, actor, emit } = context
    const key = accountKey(context, input)
    accounts.addKey(actor, key)
    emit('key-added', { account: actor, key: key.id })
  },
})
