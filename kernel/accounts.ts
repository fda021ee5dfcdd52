/**
 * Accounts and their keys. An account is founded by a key and named after it (the key's id); more keys can be added,
 * one for each device, and revoked. A key speaks for one account for ever, so a revoked one can never come back.
 */
import type { Algorithm } from './crypto/host.ts'
import { account as accountId } from './state/key.ts'
import { bindTables, table } from './state/table.ts'
import type { Overlay } from './state/view.ts'

export interface AccountKey {
  readonly id: string
  readonly algorithm: Algorithm
  readonly publicKey: Uint8Array
  /** Block time from which it no longer signs; absent while it does. */
  readonly revokedAt?: number
}

export interface Account {
  readonly keys: readonly AccountKey[]
}

export interface Accounts {
  readonly get: (account: string) => Account | undefined
  /** The account a key is bound to, even when it is revoked. */
  readonly ownerOf: (keyId: string) => string | undefined
  readonly create: (key: AccountKey) => string
  readonly addKey: (account: string, key: AccountKey) => void
  readonly revokeKey: (account: string, keyId: string, time: number) => void
}

export const accountKeysMax = 16

export const accountTables = {
  accounts: table<Account>()([accountId]),
  /** Only keys added later stand here; the founding key's account has its name. */
  keys: table<{ readonly account: string }>()([accountId]),
}

export const bindAccounts = (view: Overlay): Accounts => {
  const { accounts, keys } = bindTables('kernel', accountTables, view)
  return {
    get: (account) => accounts.get([account]),
    ownerOf: (keyId) => (accounts.has([keyId]) ? keyId : keys.get([keyId])?.account),
    create: (key) => {
      accounts.put([key.id], { keys: [key] })
      return key.id
    },
    addKey: (account, key) => {
      accounts.update([account], (row) => ({ ...row, keys: [...row.keys, key] }))
      keys.put([key.id], { account })
    },
    revokeKey: (account, keyId, time) => {
      accounts.update([account], (row) => ({
        ...row,
        keys: row.keys.map((key) => (key.id === keyId ? { ...key, revokedAt: time } : key)),
      }))
    },
  }
}

/** The account a key may act for now, or the refusal's code. Almost every key founded its account: one read. */
export const accountOfSigner = (
  accounts: Pick<Accounts, 'get' | 'ownerOf'>,
  keyId: string,
): { account: string } | { code: string } => {
  const founded = accounts.get(keyId)
  const account = founded ? keyId : accounts.ownerOf(keyId)
  const row = founded ?? (account === undefined ? undefined : accounts.get(account))
  const key = row?.keys.find(({ id }) => id === keyId)
  if (account === undefined || !key) return { code: 'T8-unknown-key' }
  return key.revokedAt === undefined ? { account } : { code: 'T9-revoked-key' }
}
