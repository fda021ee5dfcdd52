import { identityProofMessage, keyProofMessage } from '@maru/services/residents/key-proof.ts'
import type { Signer } from './keys.ts'

/**
 * A device's key as the actions want it that bind it to an account, with the proof that the device has it. Without an
 * account, it founds the one that is named after it.
 */
export const newKey = (device: Signer, chain: string, account = device.keyId) => {
  const { algorithm, publicKey } = device
  return { algorithm, publicKey, proof: device.sign(keyProofMessage(chain, account, publicKey)) }
}

/** An identity as it is given to an account: the account's key signs for it. */
export const newIdentity = (
  device: Signer,
  chain: string,
  commitment: Uint8Array,
  groups: readonly string[],
  account = device.keyId,
) => ({ commitment, groups, proof: device.sign(identityProofMessage(chain, account, commitment)) })
