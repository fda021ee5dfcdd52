/** Keys that sign, made by Node's own cryptography; a browser gives the same shape from WebCrypto. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  randomBytes,
  sign as signNatively,
  type KeyObject,
} from 'node:crypto'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Algorithm } from '@maru/kernel/crypto/host.ts'
import { keyIdOf } from '@maru/kernel/transaction.ts'

export interface Signer {
  readonly algorithm: Algorithm
  readonly publicKey: Uint8Array
  /** The key's id, and the account's that it founds. */
  readonly keyId: string
  readonly sign: (message: Uint8Array) => Uint8Array
}

/** An Ed25519 key from its 32-byte seed (RFC 8032 section 5.1.5). */
export const signerFromSeed = (seed: Uint8Array): Signer => {
  if (seed.length !== 32) throw new RangeError('a seed has 32 bytes')
  return signerFromKey(
    createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' }),
  )
}

export const createSeed = (): Uint8Array => randomBytes(32)

/** The well-known key of a role in a demonstration city. Whoever runs in production refuses it. */
export const developmentSigner = (role: string): Signer =>
  signerFromSeed(sha256(Buffer.from(`maru development key: ${role}`)))

export const seedToHex = bytesToHex

const signerFromKey = (key: KeyObject): Signer => {
  const publicKey = new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32))
  return {
    algorithm: 'Ed25519',
    publicKey,
    keyId: keyIdOf(publicKey, sha256),
    sign: (message) => signNatively(null, message, key),
  }
}

const sha256 = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest()

/** PrivateKeyInfo of an Ed25519 seed (RFC 8410 section 7), up to the seed. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
