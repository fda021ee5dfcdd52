/**
 * One signature, checked on the thread that calls: by libsodium, which takes half of OpenSSL's time, and by OpenSSL
 * where libsodium refuses it or is not there. What libsodium takes OpenSSL takes too (decision 0067), so the answer is
 * OpenSSL's in any case.
 */
import { verify } from 'node:crypto'
import type { SignatureCheck } from '@maru/kernel/crypto/host.ts'
import type { VerifyDetached } from './sodium.ts'

export type CheckSignature = (check: SignatureCheck) => boolean

/** Of key and signature in the lengths of their algorithm (batch-bytes.ts). */
export const createSignatureCheck =
  (sodium: VerifyDetached | undefined): CheckSignature =>
  (check) =>
    (sodium !== undefined && isTakenBy(sodium, check)) || checkByOpenssl(check)

const isTakenBy = (sodium: VerifyDetached, { algorithm, publicKey, message, signature }: SignatureCheck) =>
  algorithm === 'Ed25519' && sodium(signature, message, publicKey)

export const checkByOpenssl: CheckSignature = ({ algorithm, publicKey, message, signature }) => {
  try {
    return verify(digestName[algorithm], message, keyOptions[algorithm](publicKey), signature)
  } catch {
    // A public key that is no point of the curve.
    return false
  }
}

const digestName = { Ed25519: null, ES256: 'sha256' } as const

/** `raw-public` spares the DER wrapping that other key formats cost on each call. */
const keyOptions = {
  Ed25519: (key: Uint8Array) => ({ key, format: 'raw-public', asymmetricKeyType: 'ed25519' }) as any,
  ES256: (key: Uint8Array) =>
    ({
      key,
      format: 'raw-public',
      asymmetricKeyType: 'ec',
      namedCurve: 'P-256',
      dsaEncoding: 'ieee-p1363',
    }) as any,
}
