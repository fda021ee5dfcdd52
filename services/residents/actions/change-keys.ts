import { accountKeysMax } from '@maru/kernel/accounts.ts'
import { isPublicKey } from '@maru/kernel/transaction.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { z } from 'zod'
import { accountId, algorithm, exampleAccount, exampleBytes, keyId, publicKey } from '../../schemas.ts'
import { action } from '../state.ts'

/** R3: a new key. R6: at most 16. R7: for one's own account. */
export const addKey = action({
  summary: 'Add a key to your account, for a second device',
  input: z.strictObject({ algorithm, publicKey }),
  example: { algorithm: 'Ed25519', publicKey: exampleBytes },
  check: ({ accounts, actor, keyId: idOf }, input) =>
    !isPublicKey(input.algorithm, input.publicKey)
      ? refuse('R3-not-a-key')
      : accounts.ownerOf(idOf(input.publicKey)) !== undefined
        ? refuse('R3-key-in-use')
        : (accounts.get(actor)?.keys.length ?? 0) >= accountKeysMax
          ? refuse('R6-too-many-keys')
          : ok,
  apply: ({ accounts, actor, keyId: idOf, emit }, input) => {
    const id = idOf(input.publicKey)
    accounts.addKey(actor, { id, algorithm: input.algorithm, publicKey: input.publicKey })
    emit('key-added', { account: actor, key: id })
  },
})

/** R6: one working key stays. R7: for one's own account. */
export const revokeKey = action({
  summary: 'Revoke a key of your account, such as that of a lost device',
  input: z.strictObject({ key: keyId }),
  example: { key: exampleAccount },
  check: ({ accounts, actor }, { key }) => {
    const working = accounts.get(actor)?.keys.filter(({ revokedAt }) => revokedAt === undefined) ?? []
    if (!working.some(({ id }) => id === key)) return refuse('R7-not-your-key')
    return working.length > 1 ? ok : refuse('R6-last-key')
  },
  apply: ({ accounts, actor, time, emit }, { key }) => {
    accounts.revokeKey(actor, key, time)
    emit('key-revoked', { account: actor, key })
  },
})

/** R1: at the registrar's desk, when every device is lost. R3, R6 as for added keys. */
export const replaceKeys = action({
  summary: "Give an account a new key and revoke all others, at the registrar's desk",
  input: z.strictObject({ account: accountId, algorithm, publicKey }),
  example: { account: exampleAccount, algorithm: 'Ed25519', publicKey: exampleBytes },
  check: ({ tables, accounts, actor, keyId: idOf }, input) => {
    if (!tables.roles.has([actor, 'registrar'])) return refuse('R1-not-registrar')
    if (!tables.residents.has([input.account])) return refuse('R5-not-here')
    if (!isPublicKey(input.algorithm, input.publicKey)) return refuse('R3-not-a-key')
    if (accounts.ownerOf(idOf(input.publicKey)) !== undefined) return refuse('R3-key-in-use')
    return (accounts.get(input.account)?.keys.length ?? 0) >= accountKeysMax ? refuse('R6-too-many-keys') : ok
  },
  apply: ({ accounts, time, keyId: idOf, emit }, { account, ...key }) => {
    for (const { id, revokedAt } of accounts.get(account)?.keys ?? []) {
      if (revokedAt === undefined) accounts.revokeKey(account, id, time)
    }
    accounts.addKey(account, { id: idOf(key.publicKey), ...key })
    emit('keys-replaced', { account, key: idOf(key.publicKey) })
  },
})
