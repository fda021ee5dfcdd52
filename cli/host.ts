/** Node's native cryptography, as the kernel and the verifier want it handed in. */
import { verify } from 'node:crypto'
import { createHost } from '@maru/engines/host.ts'

export const host = {
  ...createHost(),
  verifyEd25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
    const key = { key: Buffer.from(publicKey), format: 'raw-public', asymmetricKeyType: 'ed25519' }
    // The types of Node do not know raw-public keys yet.
    return verify(null, message, key as unknown as string, signature)
  },
}
