/**
 * A membership transaction is signed by no key. It carries a proof, as Semaphore v4 makes it, that whoever sends it is
 * a member of a group, and which member stays unknown. What the proof says:
 *
 *   root       of the group's tree, in which the member has a leaf
 *   nullifier  the same for everything one member does in one scope, and alike to nothing else of theirs
 *   message    what is asked for: SHA-256 of what a key would have signed
 *   scope      in which one member has one voice: SHA-256 of the chain, the service, and what the action says
 *
 * Anyone can turn a proof into other bytes that prove the same (Groth16 is malleable in that), and so a transaction
 * into one with another id. So a service counts by nullifier, never by transaction, and where a voice may be changed
 * it asks for a number that grows.
 */
import { keccak_256 } from '@noble/hashes/sha3.js'
import { encode } from '../codec/cbor.ts'
import { bytesToHex } from '../codec/hex.ts'
import type { Hash, MembershipCheck } from '../crypto/host.ts'
import { areBelow, bytesToNumber, fieldOrder, groupOrder } from './numbers.ts'

/** What a transaction says by itself; the scope takes the rules to know (cosignatures.ts). */
export type Membership = Omit<MembershipCheck, 'scope'>

export const membershipProofSize = 256

/** Each number in its one form: root and nullifier below the group's order, coordinates below the field's. */
export const isCanonical = ({ root, nullifier, proof }: Membership): boolean =>
  areBelow(root, groupOrder) && areBelow(nullifier, groupOrder) && areBelow(proof, fieldOrder)

/** What the act of a member is stored under, as an account is. No key has it: what is hashed is as long as no key is. */
export const memberPseudonym = (nullifier: Uint8Array, hash: Hash): string =>
  bytesToHex(hash(encode(['maru: a member by nullifier', nullifier])).subarray(0, 20))

export type Scope = readonly (string | number)[]

export const scopeBytes = (hash: Hash, chain: string, service: string, scope: Scope): Uint8Array =>
  hash(encode([chain, service, ...scope]))

/** As the circuit has them: [root, nullifier, message, scope]; the last two by keccak256, less a byte to fit the field. */
export const publicSignals = (check: MembershipCheck): readonly [bigint, bigint, bigint, bigint] => [
  bytesToNumber(check.root),
  bytesToNumber(check.nullifier),
  signalOf(check.message),
  signalOf(check.scope),
]

export const signalOf = (bytes: Uint8Array): bigint => bytesToNumber(keccak_256(bytes)) >> 8n
