/**
 * Transactions that are whole, of this chain, and signed. CometBFT hands the same bytes over when they are checked,
 * proposed, judged and executed, so what was found whole once is remembered by its id, the hash of all its bytes.
 */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { checkSignatures } from '@maru/kernel/cosignatures.ts'
import { accepted, refused, type Result } from '@maru/kernel/refusal.ts'
import type { Rules } from '@maru/kernel/rules.ts'
import { parseTransaction, type Transaction } from '@maru/kernel/transaction.ts'
import type { Host } from '../host.ts'

export type Verified = ReturnType<typeof createVerified>

export interface VerifiedOptions {
  readonly host: Host
  readonly rules: Rules
  readonly chain: string
  /** So much is remembered, counted by the bytes of the transactions; the oldest give way. */
  readonly bytesMax: number
}

export const createVerified = ({ host, rules, chain, bytesMax }: VerifiedOptions) => {
  const byId = new Map<string, Transaction>()

  let bytes = 0

  const add = (transaction: Transaction): void => {
    forget(transaction.id)
    byId.set(transaction.id, transaction)
    bytes += transaction.bytes.length
    for (const oldest of byId.keys()) {
      if (bytes <= bytesMax) break
      forget(oldest)
    }
  }

  const forget = (id: string): void => {
    bytes -= byId.get(id)?.bytes.length ?? 0
    byId.delete(id)
  }

  const verify = async (bytes: Uint8Array): Promise<Result<Transaction>> => {
    const parsed = parseTransaction(bytes, host.hash)
    if (!parsed.ok) return parsed
    if (parsed.value.chain !== chain) return refused('T3-wrong-chain')
    const bad = await checkSignatures(rules, host.verifySignature, parsed.value)
    if (bad !== undefined) return refused(bad)
    add(parsed.value)
    return accepted(parsed.value)
  }

  return {
    add,
    /** Depends on the bytes and the chain only, so every validator finds the same. */
    check: async (bytes: Uint8Array): Promise<Result<Transaction>> => {
      const known = byId.get(bytesToHex(host.hash(bytes)))
      return known ? accepted(known) : verify(bytes)
    },
    forget,
  }
}
