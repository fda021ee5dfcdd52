import { encode } from '@maru/kernel/codec/cbor.ts'

/**
 * What a key signs to be bound to an account: so nobody can bind a key that somebody else has. The first text keeps
 * the signature from being taken for any other; chain and account keep it from being used for another account.
 */
export const keyProofMessage = (chain: string, account: string, publicKey: Uint8Array): Uint8Array =>
  encode(['maru: this key speaks for this account', chain, account, publicKey])

/** What a key of the account signs for the identity that it votes with: so that no officer puts another in its place. */
export const identityProofMessage = (chain: string, account: string, commitment: Uint8Array): Uint8Array =>
  encode(['maru: this account votes with this identity', chain, account, commitment])
