/** What is asked of every key before it is bound to an account. */
import type { Algorithm, SignatureCheck } from '@maru/kernel/crypto/host.ts'
import { ok, refuse, type Checking, type Cosigning } from '@maru/kernel/service.ts'
import { isPublicKey } from '@maru/kernel/transaction.ts'
import type { AccountKey } from '@maru/kernel/accounts.ts'
import { algorithm, publicKey, signature } from '../schemas.ts'
import { identityProofMessage, keyProofMessage } from './key-proof.ts'

export interface BareKey {
  readonly algorithm: Algorithm
  readonly publicKey: Uint8Array
}

export interface NewKey extends BareKey {
  /** The key's own signature, see key-proof.ts. */
  readonly proof: Uint8Array
}

export const bareKeyFields = { algorithm, publicKey }

export const newKeyFields = {
  ...bareKeyFields,
  proof: signature.meta({ description: 'The new key signs that it speaks for the account: 64 bytes.' }),
}

export const exampleKey: NewKey = {
  algorithm: 'Ed25519',
  publicKey: new Uint8Array(32),
  proof: new Uint8Array(64),
}

type KeyChecking = Pick<Checking<any, any, any>, 'accounts' | 'keyId'>

/** R14: whoever binds a key to the account has it. */
export const proofOfKey = (
  { chain }: Cosigning,
  account: string,
  { algorithm, publicKey, proof }: NewKey,
): readonly SignatureCheck[] => [
  { algorithm, publicKey, message: keyProofMessage(chain, account, publicKey), signature: proof },
]

/** R19: the identity is that of whoever has the key, which signs for it. */
export const proofOfIdentity = (
  { chain }: Cosigning,
  account: string,
  { algorithm, publicKey }: BareKey,
  { commitment, proof }: { readonly commitment: Uint8Array; readonly proof?: Uint8Array | undefined },
): readonly SignatureCheck[] =>
  proof
    ? [{ algorithm, publicKey, message: identityProofMessage(chain, account, commitment), signature: proof }]
    : []

/** R3 and R4. */
export const checkNewKey = ({ accounts, keyId }: KeyChecking, { algorithm, publicKey }: BareKey) =>
  !isPublicKey(algorithm, publicKey)
    ? refuse('R3-key-malformed')
    : accounts.ownerOf(keyId(publicKey)) !== undefined
      ? refuse('R4-key-bound')
      : ok

export const accountKey = (
  { keyId }: Pick<KeyChecking, 'keyId'>,
  { algorithm, publicKey }: BareKey,
): AccountKey => ({
  id: keyId(publicKey),
  algorithm,
  publicKey,
})

export const liveKeys = (keys: readonly AccountKey[]): readonly AccountKey[] =>
  keys.filter(({ revokedAt }) => revokedAt === undefined)
