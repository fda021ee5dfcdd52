/** Signature checks in a browser: WebCrypto's, off the thread, and noble's where a browser does not know Ed25519 yet. */
import type { SignatureCheck, VerifySignature } from '@maru/kernel/crypto/host.ts'
import { ed25519 } from '@noble/curves/ed25519.js'

export const verifySignature: VerifySignature = async (check) => {
  try {
    return check.algorithm === 'ES256' || (await hasEd25519())
      ? await verifyNatively(check)
      : verifyEd25519(check.publicKey, check.message, check.signature)
  } catch {
    // A public key that is no point of the curve throws.
    return false
  }
}

/** For the few signatures under a checkpoint, which the kernel checks in one go. RFC 8032, not the wider ZIP 215. */
export const verifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}

const names = {
  Ed25519: { key: 'Ed25519', signature: 'Ed25519' },
  ES256: {
    key: { name: 'ECDSA', namedCurve: 'P-256' },
    signature: { name: 'ECDSA', hash: 'SHA-256' },
  },
} as const

const verifyNatively = async ({ algorithm, publicKey, message, signature }: SignatureCheck) => {
  const key = await crypto.subtle.importKey('raw', plain(publicKey), names[algorithm].key, false, ['verify'])
  return crypto.subtle.verify(names[algorithm].signature, key, plain(signature), plain(message))
}

/** WebCrypto's types want to know that the memory is not shared. */
const plain = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytes as Uint8Array<ArrayBuffer>

let known: Promise<boolean> | undefined

const hasEd25519 = (): Promise<boolean> =>
  (known ??= crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']).then(
    () => true,
    () => false,
  ))
