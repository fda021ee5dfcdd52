import { isPublicKey } from '@maru/kernel/transaction.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { z } from 'zod'
import { accountId, algorithm, exampleAccount, exampleBytes, publicKey } from '../../schemas.ts'
import { action, roles } from '../state.ts'

const input = z.strictObject({ account: accountId, role: z.enum(roles) })
const example = { account: exampleAccount, role: 'department' } as const

/** R8: the mayor's office makes an officer's account. R3: from a new key. */
export const registerOfficer = action({
  summary: "Make an officer's account and give it a role",
  input: z.strictObject({ algorithm, publicKey, role: z.enum(roles) }),
  example: { algorithm: 'Ed25519', publicKey: exampleBytes, role: 'department' },
  check: ({ tables, accounts, actor, keyId }, { algorithm: kind, publicKey: key }) =>
    !tables.roles.has([actor, 'mayor'])
      ? refuse('R8-not-mayor')
      : !isPublicKey(kind, key)
        ? refuse('R3-not-a-key')
        : accounts.ownerOf(keyId(key)) !== undefined
          ? refuse('R3-key-in-use')
          : ok,
  apply: ({ tables, accounts, keyId, time, emit }, { role, ...key }) => {
    const account = accounts.create({ id: keyId(key.publicKey), ...key })
    tables.roles.put([account, role], { grantedAt: time })
    tables.officers.put([role], { count: (tables.officers.get([role])?.count ?? 0) + 1 })
    emit('role-granted', { account, role })
  },
})

/** R8: to an account that exists and does not have it yet. */
export const grantRole = action({
  summary: 'Give an account a role',
  input,
  example,
  check: ({ tables, accounts, actor }, { account, role }) =>
    !tables.roles.has([actor, 'mayor'])
      ? refuse('R8-not-mayor')
      : accounts.get(account) === undefined
        ? refuse('R8-no-account')
        : tables.roles.has([account, role])
          ? refuse('R8-has-role')
          : ok,
  apply: ({ tables, time, emit }, { account, role }) => {
    tables.roles.put([account, role], { grantedAt: time })
    tables.officers.put([role], { count: (tables.officers.get([role])?.count ?? 0) + 1 })
    emit('role-granted', { account, role })
  },
})

/** R8: the last mayor's role stays, or nobody could grant one again. */
export const revokeRole = action({
  summary: 'Take a role from an account',
  input,
  example,
  check: ({ tables, actor }, { account, role }) =>
    !tables.roles.has([actor, 'mayor'])
      ? refuse('R8-not-mayor')
      : !tables.roles.has([account, role])
        ? refuse('R8-no-role')
        : role === 'mayor' && tables.officers.get(['mayor'])?.count === 1
          ? refuse('R8-last-mayor')
          : ok,
  apply: ({ tables, emit }, { account, role }) => {
    tables.roles.remove([account, role])
    tables.officers.update([role], ({ count }) => ({ count: count - 1 }))
    emit('role-revoked', { account, role })
  },
})
