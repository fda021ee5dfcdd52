/**
 * Checks as they travel to a thread, in one piece of memory that is handed over: copying objects with three arrays each
 * would take longer than all that is saved. Per check: algorithm (1), length of the message (4), key, signature, message.
 */
import type { SignatureCheck } from '@maru/kernel/crypto/host.ts'

const keySize = { Ed25519: 32, ES256: 65 } as const
const signatureSize = 64
const headSize = 5

/** Whether key and signature have the lengths of their algorithm; one that has not needs no thread to be refused. */
export const isSized = ({ algorithm, publicKey, signature }: SignatureCheck): boolean =>
  publicKey.length === keySize[algorithm] && signature.length === signatureSize

/** Of checks that are all sized. */
export const packChecks = (checks: readonly SignatureCheck[]): Uint8Array<ArrayBuffer> => {
  let size = 0
  for (const { publicKey, message } of checks)
    size += headSize + publicKey.length + signatureSize + message.length
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  let at = 0
  const put = (part: Uint8Array): void => {
    bytes.set(part, at)
    at += part.length
  }
  for (const { algorithm, publicKey, message, signature } of checks) {
    bytes[at] = algorithm === 'Ed25519' ? 0 : 1
    view.setUint32(at + 1, message.length)
    at += headSize
    put(publicKey)
    put(signature)
    put(message)
  }
  return bytes
}

export const unpackChecks = (bytes: Uint8Array): readonly SignatureCheck[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const checks: SignatureCheck[] = []
  let at = 0
  const take = (size: number): Uint8Array => bytes.subarray(at, (at += size))
  while (at < bytes.length) {
    const algorithm = bytes[at] === 0 ? 'Ed25519' : 'ES256'
    const messageSize = view.getUint32(at + 1)
    at += headSize
    const [publicKey, signature] = [take(keySize[algorithm]), take(signatureSize)]
    checks.push({ algorithm, publicKey, signature, message: take(messageSize) })
  }
  return checks
}
