/**
 * Libraries agree on Ed25519 except at the edges: some take points of small order or other encodings of a point, some
 * refuse them (Chalkias, Garillot, Nikolaenko, "Taming the many EdDSAs", 2020). So the kernel refuses such keys and
 * signatures itself, before it asks a library. What is left is one equation, [S]B - [h]A = R, encoded and compared byte
 * by byte (RFC 8032 section 5.1.7, without the cofactor), on which they agree. docs/spec/transaction.md
 */
import { hexToBytes } from '../codec/hex.ts'
import type { SignatureCheck } from './host.ts'

/** Whether key and R of the signature are points that signers make: never of small order, and in their one encoding. */
export const hasPlainPoints = ({ algorithm, publicKey, signature }: SignatureCheck): boolean =>
  algorithm !== 'Ed25519' || (isPlain(publicKey) && isPlain(signature))

const isPlain = (bytes: Uint8Array): boolean =>
  !isAbovePrime(bytes) && !smallOrder.some((y) => y[0] === bytes[0] && isSameY(y, bytes))

/** y is 2^255 - 19 or more: the same point has a smaller encoding (RFC 8032 section 5.1.3). */
const isAbovePrime = (bytes: Uint8Array): boolean => {
  if (bytes[0]! < 0xed || (bytes[31]! & 0x7f) !== 0x7f) return false
  for (let at = 1; at < 31; at++) if (bytes[at] !== 0xff) return false
  return true
}

/** The highest bit of the 32 bytes is the sign of x. */
const isSameY = (y: Uint8Array, bytes: Uint8Array): boolean =>
  y.every((byte, at) => byte === (at === 31 ? bytes[at]! & 0x7f : bytes[at]))

/** The y of all eight points whose order divides the cofactor: of order 4, 1, 8, 8 and 2. */
const smallOrder: readonly Uint8Array[] = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].map(hexToBytes)
