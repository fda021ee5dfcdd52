/** Node's native check of one Ed25519 signature, at once: for notes, which have few. */
import { verify } from 'node:crypto'
import type { VerifyEd25519 } from '@maru/kernel/log/ports.ts'

export const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) => {
  const key = { key: Buffer.from(publicKey), format: 'raw-public', asymmetricKeyType: 'ed25519' }
  try {
    // The types of Node do not know raw-public keys yet.
    return verify(null, message, key as unknown as string, signature)
  } catch {
    // A public key that is no point of the curve.
    return false
  }
}
