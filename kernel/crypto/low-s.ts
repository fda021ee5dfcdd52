/**
 * With ES256 (r, s) and (r, n - s) are both valid (FIPS 186-5 section 6.4), so anyone could make a second transaction
 * with another id out of one they saw. Only the smaller s counts here. Ed25519 leaves no such choice (RFC 8032
 * section 5.1.7 wants s below the order).
 */
import { bytesToHex, hexToBytes } from '../codec/hex.ts'

/** The order of P-256 (FIPS 186-5, SP 800-186 section 3.2.1.3). */
const order = 0xffffffff_00000000_ffffffff_ffffffff_bce6faad_a7179e84_f3b9cac2_fc632551n

/** Of a signature of 64 bytes, r and s. */
export const isLowS = (signature: Uint8Array): boolean => sOf(signature) <= order / 2n

/** The same signature with the smaller s: what signers send, whichever their platform gave them. */
export const toLowS = (signature: Uint8Array): Uint8Array => {
  if (isLowS(signature)) return signature
  const low = Uint8Array.from(signature)
  low.set(hexToBytes((order - sOf(signature)).toString(16).padStart(64, '0')), 32)
  return low
}

const sOf = (signature: Uint8Array): bigint => BigInt(`0x${bytesToHex(signature.subarray(32))}`)
