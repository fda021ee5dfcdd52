/** Made-up keys have no private half: for a signature of theirs stands a hash that anyone can compute. */
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { cosignaturesOf } from '@maru/kernel/cosignatures.ts'
import type { Hash } from '@maru/kernel/crypto/host.ts'
import type { Rules } from '@maru/kernel/rules.ts'
import type { Transaction } from '@maru/kernel/transaction.ts'
import { keyProofMessage } from './residents/key-proof.ts'

/** What stands for the proof that `publicKey` signs for an account: SHA-256 of key and message, twice. */
export const madeUpProof = (hash: Hash, publicKey: Uint8Array, chain: string, account: string): Uint8Array =>
  madeUpSignature(hash, publicKey, keyProofMessage(chain, account, publicKey))

export const holdsMadeUp = (rules: Rules, transaction: Transaction): boolean =>
  cosignaturesOf(rules, transaction).every(({ publicKey, message, signature }) =>
    equalBytes(signature, madeUpSignature(rules.hash, publicKey, message)),
  )

export const madeUpSignature = (hash: Hash, publicKey: Uint8Array, message: Uint8Array): Uint8Array => {
  const digest = hash(Uint8Array.of(...publicKey, ...message))
  return Uint8Array.of(...digest, ...digest)
}
