/** What @sd-jwt/core wants of its host, on the same keys. For tests of credentials. */
import { createHash, randomBytes, webcrypto } from 'node:crypto'
import type { CryptoKey } from 'jose'

interface Pair {
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
}

const ecdsa = { name: 'ECDSA', hash: 'SHA-256' }

export const peerKeys = (issuer: Pair, holder: Pair) => ({
  signAlg: 'ES256',
  kbSignAlg: 'ES256',
  hashAlg: 'sha-256' as const,
  hasher: (data: string | ArrayBuffer) =>
    new Uint8Array(
      createHash('sha256')
        .update(typeof data === 'string' ? data : new Uint8Array(data))
        .digest(),
    ),
  saltGenerator: (length: number) => randomBytes(length).toString('base64url'),
  signer: signerOf(issuer.privateKey),
  verifier: verifierOf(issuer.publicKey),
  kbSigner: signerOf(holder.privateKey),
  kbVerifier: verifierOf(holder.publicKey),
})

const signerOf =
  (key: CryptoKey) =>
  async (data: string): Promise<string> =>
    Buffer.from(await webcrypto.subtle.sign(ecdsa, key, Buffer.from(data))).toString('base64url')

const verifierOf =
  (key: CryptoKey) =>
  (data: string, signature: string): Promise<boolean> =>
    webcrypto.subtle.verify(ecdsa, key, Buffer.from(signature, 'base64url'), Buffer.from(data))
