/**
 * Transactions that are whole, of this chain, and signed. CometBFT hands the same bundle over when it is checked,
 * proposed, judged and executed, so what was found of it once is remembered by its hash; and since the same transaction
 * may come in another bundle, each is also remembered by its id, the hash of all its bytes.
 */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { checkSignatures } from '@maru/kernel/cosignatures.ts'
import { accepted, refused, type Result } from '@maru/kernel/refusal.ts'
import type { Rules } from '@maru/kernel/rules.ts'
import { parseTransaction, type Transaction } from '@maru/kernel/transaction.ts'
import type { Host } from '../host.ts'
import { createBounded } from './bounded.ts'
import { decodeBundle } from './bundle.ts'

export type Verified = ReturnType<typeof createVerified>

/** What was found of the transactions of a bundle, in their order; of what is no bundle, its refusal alone. */
export type CheckedBundle = readonly Result<Transaction>[]

export interface VerifiedOptions {
  readonly host: Host
  readonly rules: Rules
  readonly chain: string
  /** So much is remembered, counted by the bytes of the transactions; the oldest give way. */
  readonly bytesMax: number
}

export const createVerified = ({ host, rules, chain, bytesMax }: VerifiedOptions) => {
  const byId = createBounded<Transaction>(bytesMax)
  const byBundle = createBounded<Promise<CheckedBundle>>(bytesMax)

  const add = (transaction: Transaction): void =>
    byId.add(transaction.id, transaction, transaction.bytes.length)

  const check = async (bytes: Uint8Array): Promise<Result<Transaction>> => {
    const known = byId.get(bytesToHex(host.hash(bytes)))
    if (known) return accepted(known)
    const parsed = parseTransaction(bytes, host.hash)
    if (!parsed.ok) return parsed
    if (parsed.value.chain !== chain) return refused('T3-wrong-chain')
    const bad = await checkSignatures(rules, host, parsed.value)
    if (bad !== undefined) return refused(bad)
    add(parsed.value)
    return parsed
  }

  const checkAll = async (bundle: Uint8Array): Promise<CheckedBundle> => {
    const transactions = decodeBundle(bundle)
    return transactions ? Promise.all(transactions.map(check)) : [refused('T1-malformed', 'no bundle')]
  }

  return {
    add,
    /** Depends on the bytes and the chain only, so every validator finds the same. */
    check: (bundle: Uint8Array): Promise<CheckedBundle> => {
      const key = bytesToHex(host.hash(bundle))
      const known = byBundle.get(key)
      if (known) return known
      // Remembered at once: a proposal may bring what is still being checked.
      const checking = checkAll(bundle)
      byBundle.add(key, checking, bundle.length)
      void checking.then((results) => {
        if (results.some(({ ok }) => !ok)) byBundle.remove(key)
      })
      return checking
    },
    forget: (id: string): void => byId.remove(id),
    forgetBundle: (bundle: Uint8Array): void => byBundle.remove(bytesToHex(host.hash(bundle))),
  }
}
