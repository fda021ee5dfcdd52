import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import type { Signer } from './keys.ts'
import { signTransaction, type SigningOptions } from './transaction.ts'

/** A request for notices, for POST /api/notices: signed as a transaction is, and never recorded. */
export const signNoticeRequest = (
  signer: Signer,
  action: string,
  input: CborValue,
  options: SigningOptions,
): Uint8Array => signTransaction(signer, { service: 'notices', action, input }, options)

/** A request to the vault, for POST /api/vault: of a registrar, or about oneself. */
export const signVaultRequest = (
  signer: Signer,
  action: string,
  input: CborValue,
  options: SigningOptions,
): Uint8Array => signTransaction(signer, { service: 'vault', action, input }, options)

/** To read a text that is hidden or waits, for POST /api/held-texts; `content` is its commitment. */
export const signHeldTextRequest = (
  signer: Signer,
  content: Uint8Array,
  options: SigningOptions,
): Uint8Array =>
  signTransaction(signer, { service: 'held-texts', action: 'read', input: { content } }, options)

/** What one asks of one's own sign-ins, for POST /api/sign-in, and the proof that an account's key is at hand. */
export const signSignInRequest = (
  signer: Signer,
  action: string,
  input: CborValue,
  options: SigningOptions,
): Uint8Array => signTransaction(signer, { service: 'sign-in', action, input }, options)
