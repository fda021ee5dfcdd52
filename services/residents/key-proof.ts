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

/** What a guardian signs for a child under 14, with a salt of theirs. */
export const consentMessage = (
  chain: string,
  child: string,
  guardian: string,
  salt: Uint8Array,
): Uint8Array =>
  encode(['maru: as the guardian I agree that this child is enrolled', chain, child, guardian, salt])

/** What the enrolment says of a consent: nobody finds out from it who gave it. */
export const consentBytes = (message: Uint8Array, signature: Uint8Array): Uint8Array =>
  encode([message, signature])
