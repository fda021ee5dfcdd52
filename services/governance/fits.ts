/** What makes institutions and validators whole, wherever they come from: the genesis or a change. */
import { isPublicKey } from '@maru/kernel/transaction.ts'
import type { InstitutionInput, ValidatorInput } from './inputs.ts'

/** I1: no more approvals are required than there are officers, each with one key of its algorithm. */
export const institutionFault = (
  { required, officers }: Pick<InstitutionInput, 'required' | 'officers'>,
  keyId: (publicKey: Uint8Array) => string,
): string | undefined => {
  if (required > officers.length) return 'I1-too-few-officers'
  if (officers.some(({ algorithm, publicKey }) => !isPublicKey(algorithm, publicKey))) return 'I1-key-unfit'
  const ids = new Set(officers.map(({ publicKey }) => keyId(publicKey)))
  return ids.size === officers.length ? undefined : 'I1-officer-twice'
}

/** I2: CometBFT's validators vote with Ed25519 keys. */
export const validatorFault = ({ publicKey }: Pick<ValidatorInput, 'publicKey'>): string | undefined =>
  isPublicKey('Ed25519', publicKey) ? undefined : 'I2-key-unfit'
