/**
 * The recovery secret as people see it: made on this device, shown to be written down, and typed in again on another.
 * Loaded only where it is needed, for it brings the curve along.
 */
import { identityOf } from '@maru/client/membership/identity.ts'
import { recoverySecretSize, secretToText, textToSecret } from '@maru/client/membership/recovery-secret.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import type { Person } from './persons.ts'
import { keepVotingSecret, votingSecretOf } from './voting-secret.ts'

export interface Recovery {
  /** Groups of four letters and digits, with hyphens between. */
  readonly text: string
  /** What one votes with, as the registrar is told it. */
  readonly commitment: Uint8Array
}

/** Undefined where this device has none for the account. */
export const recoveryOf = async (person: Person, chain: string): Promise<Recovery | undefined> => {
  const secret = await votingSecretOf(person)
  return secret && shown(secret, chain)
}

export const makeRecovery = async (account: string, chain: string): Promise<Recovery> => {
  const secret = crypto.getRandomValues(new Uint8Array(recoverySecretSize))
  await keepVotingSecret(account, secret)
  return shown(secret, chain)
}

/** Undefined for a text that is none; kept only when the caller has seen whose it is. */
export const readRecovery = (
  text: string,
  chain: string,
): (Recovery & { keep: (account: string) => Promise<void> }) | undefined => {
  const secret = textToSecret(text)
  return secret && { ...shown(secret, chain), keep: (account) => keepVotingSecret(account, secret) }
}

const shown = (secret: Uint8Array, chain: string): Recovery => ({
  text: secretToText(secret),
  commitment: numberToBytes(identityOf(secret, chain).commitment),
})
