/** Signature checks in a browser: WebCrypto's, off the thread, and noble's where a browser does not know Ed25519 yet. */
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import type { SignatureCheck, VerifySignature } from '@maru/kernel/crypto/host.ts'
import { hasPlainPoints } from '@maru/kernel/crypto/small-order.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToNumberLE, concatBytes } from '@noble/curves/utils.js'
import { sha512 } from '@noble/hashes/sha2.js'

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

/**
 * For the few signatures under a checkpoint, which the kernel checks in one go. By noble's arithmetic, not by its own
 * check: that one multiplies by the cofactor, and so takes signatures that WebCrypto, Node and the validators refuse.
 */
export const verifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  try {
    if (!hasPlainPoints({ algorithm: 'Ed25519', publicKey, message, signature })) return false
    const [encodedR, encodedS] = [signature.subarray(0, 32), signature.subarray(32)]
    const hash = sha512(concatBytes(encodedR, publicKey, message))
    // Both throw: on bytes that are no point in its one encoding, and on a scalar that is not below the order.
    const key = Point.fromBytes(publicKey)
    const response = Point.Fn.fromBytes(encodedS)
    const challenge = Point.Fn.create(bytesToNumberLE(hash))
    const expected = Point.BASE.multiplyUnsafe(response).subtract(key.multiplyUnsafe(challenge))
    return signature.length === 64 && equalBytes(expected.toBytes(), encodedR)
  } catch {
    return false
  }
}

const { Point } = ed25519

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
