/**
 * A voting identity as Semaphore v4 has it: a secret number, its point on Baby Jubjub (EIP-2494), and the commitment,
 * which is Poseidon of the point and the leaf in every group. It comes out of the recovery secret and the city alone:
 * whoever has written that down has the identity again on any device, and another city's says nothing of it.
 */
import { babyjubjub } from '@noble/curves/misc.js'
import { blake512 } from '@noble/hashes/blake1.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { poseidon2 } from 'poseidon-lite/poseidon2'
import { signalOf } from '@maru/kernel/membership/membership.ts'

export interface Identity {
  /** Never leaves the device: who has it votes as this resident, and can tell all their votes. */
  readonly secret: bigint
  readonly commitment: bigint
}

export const identityOf = (recoverySecret: Uint8Array, chain: string): Identity =>
  identityOfPrivateKey(hkdf(sha256, recoverySecret, utf8(chain), utf8('maru: voting identity'), 32))

/** As `new Identity(privateKey)` of @semaphore-protocol/identity: RFC 8032's clamping, with BLAKE-512 for the hash. */
export const identityOfPrivateKey = (privateKey: Uint8Array): Identity => {
  const clamped = blake512(privateKey).slice(0, 32)
  clamped[0]! &= 0xf8
  clamped[31] = (clamped[31]! & 0x7f) | 0x40
  const secret = (littleEndian(clamped) >> 3n) % subgroupOrder
  const { x, y } = babyjubjub.Point.fromAffine(base).multiply(secret).toAffine()
  return { secret, commitment: poseidon2([x, y]) }
}

/** What the circuit will make of it: one for everything this member does in the scope (32 bytes, as the kernel has it). */
export const nullifierOf = ({ secret }: Identity, scope: Uint8Array): bigint =>
  poseidon2([signalOf(scope), secret])

/** Base8 of EIP-2494; noble's own base is another generator. */
const base = {
  x: 5299619240641551281634865583518297030282874472190772894086521144482721001553n,
  y: 16950150798460657717958625567821834550301663161624707787222815936182638968203n,
}
const subgroupOrder = 2736030358979909402780800718157159386076813972158567259200215660948447373041n

const littleEndian = (bytes: Uint8Array): bigint =>
  bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n)

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
