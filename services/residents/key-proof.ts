import { encode } from '@maru/kernel/codec/cbor.ts'

/**
 * What a key signs to be bound to an account: so nobody can bind a key that somebody else has. The first text keeps
 * the signature from being taken for any other; chain and account keep it from being used for another account.
 */
export const keyProofMessage = (chain: string, account: string, publicKey: Uint8Array): Uint8Array =>
  encode(['maru: this key speaks for this account', chain, account, publicKey])
