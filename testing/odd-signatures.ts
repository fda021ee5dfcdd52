/** Ed25519 signatures that libraries are known to disagree on, with what Maru says of each; docs/spec/transaction.md. */
import { concatBytes } from '@noble/curves/utils.js'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import type { SignatureCheck } from '@maru/kernel/crypto/host.ts'
import combinations from '@maru/kernel/crypto/vectors/ed25519-combinations.json' with { type: 'json' }
import speccheck from '@maru/kernel/crypto/vectors/ed25519-speccheck.json' with { type: 'json' }
import wycheproof from '@maru/kernel/crypto/vectors/ed25519-wycheproof.json' with { type: 'json' }

export interface OddSignature {
  readonly name: string
  readonly check: SignatureCheck
  readonly isValid: boolean
}

interface Vector {
  readonly publicKey: string
  readonly message: string
  readonly signature: string
}

const checkOf = ({ publicKey, message, signature }: Vector): SignatureCheck => ({
  algorithm: 'Ed25519',
  publicKey: hexToBytes(publicKey),
  message: hexToBytes(message),
  signature: hexToBytes(signature),
})

/** All 14 encodings of points of small order (ZIP 215): with each as key and as R, S = 0 satisfies the equation times 8. */
const smallOrderEncodings: readonly Uint8Array[] = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].flatMap((hex) => {
  const bytes = hexToBytes(hex)
  return [bytes, bytes.with(31, bytes[31]! | 0x80)]
})

const zip215 = smallOrderEncodings.flatMap((publicKey, key) =>
  smallOrderEncodings.map((r, at) => ({
    name: `ZIP 215, key ${key}, R ${at}`,
    check: {
      algorithm: 'Ed25519' as const,
      publicKey,
      message: new TextEncoder().encode('Zcash'),
      signature: concatBytes(r, new Uint8Array(32)),
    },
    isValid: false,
  })),
)

/** Signatures of another length than 64 are left out: parsing refuses them (T14), so no library sees one. */
export const oddSignatures: readonly OddSignature[] = [
  // Any of the flags that the vectors carry is one of what Maru does not take.
  ...combinations.vectors.map((vector, at) => ({
    name: `CCTV ${at}`,
    check: checkOf(vector),
    isValid: vector.flags.length === 0,
  })),
  ...wycheproof.vectors.map((vector, at) => ({
    name: `Wycheproof ${at}`,
    check: checkOf(vector),
    isValid: vector.valid,
  })),
  ...speccheck.vectors.map((vector, at) => ({
    name: `speccheck ${at}`,
    check: checkOf(vector),
    isValid: at === 3,
  })),
  ...zip215,
].filter(({ check }) => check.signature.length === 64)
