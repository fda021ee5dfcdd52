/** What is asked of every key before it is bound to an account. */
import type { Algorithm } from '@maru/kernel/crypto/host.ts'
import { ok, refuse, type Checking } from '@maru/kernel/service.ts'
import { isPublicKey } from '@maru/kernel/transaction.ts'
import type { AccountKey } from '@maru/kernel/accounts.ts'
import { algorithm, publicKey } from '../schemas.ts'

export interface NewKey {
  readonly algorithm: Algorithm
  readonly publicKey: Uint8Array
}

export const newKeyFields = { algorithm, publicKey }

export const exampleKey: NewKey = { algorithm: 'Ed25519', publicKey: new Uint8Array(32) }

type KeyChecking = Pick<Checking<any, any, any>, 'accounts' | 'keyId'>

/** R3 and R4. */
export const checkNewKey = ({ accounts, keyId }: KeyChecking, { algorithm, publicKey }: NewKey) =>
  !isPublicKey(algorithm, publicKey)
    ? refuse('R3-key-malformed')
    : accounts.ownerOf(keyId(publicKey)) !== undefined
      ? refuse('R4-key-bound')
      : ok

export const accountKey = (
  { keyId }: Pick<KeyChecking, 'keyId'>,
  { algorithm, publicKey }: NewKey,
): AccountKey => ({
  id: keyId(publicKey),
  algorithm,
  publicKey,
})

export const liveKeys = (keys: readonly AccountKey[]): readonly AccountKey[] =>
  keys.filter(({ revokedAt }) => revokedAt === undefined)
