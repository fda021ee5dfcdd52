import { z } from 'zod'
import { accountKeysMax } from '@maru/kernel/accounts.ts'
import { refuse } from '@maru/kernel/service.ts'
import { accountId } from '../../schemas.ts'
import { accountKey, checkNewKey, exampleKey, newKeyFields, proofOfKey } from '../keys.ts'
import { action } from '../kit.ts'

/**
 * R8: an account has at most so many keys, revoked ones counted: every signature of theirs reads that list. R14: the
 * new device signs which account it joins, and that is one's own.
 */
export const addKey = action({
  input: z.strictObject({ account: accountId, ...newKeyFields }),
  summary: 'Let one more of your devices sign for your account.',
  example: { account: '00112233445566778899aabbccddeeff00112233', ...exampleKey },
  cosignatures: (context, input) => proofOfKey(context, input.account, input),
  check: (context, input) =>
    input.account !== context.actor
      ? refuse('R14-not-yourself')
      : (context.accounts.get(context.actor)?.keys.length ?? 0) >= accountKeysMax
        ? refuse('R8-too-many-keys')
        : checkNewKey(context, input),
  apply: (context, input) => {
    const { accounts, actor, emit } = context
    const key = accountKey(context, input)
    accounts.addKey(actor, key)
    emit('key-added', { account: actor, key: key.id })
  },
})
