/**
 * From bytes to a queue of transactions whose signature holds. What can be refused without the state is refused here,
 * the cheapest check first, so that a flood of nonsense costs little and never reaches a block.
 */
import { checkSignatures, type SignatureRefusal } from '@maru/kernel/cosignatures.ts'
import { validityMaxMs } from '@maru/kernel/execute.ts'
import type { Recorded } from '@maru/kernel/ledger.ts'
import { refused, type Result } from '@maru/kernel/refusal.ts'
import type { Rules } from '@maru/kernel/rules.ts'
import { parseTransaction, type Transaction } from '@maru/kernel/transaction.ts'
import type { Host } from './host.ts'

export interface Waiting {
  readonly transaction: Transaction
  readonly answer: (result: Result<Recorded>) => void
}

export interface IntakeOptions {
  readonly host: Host
  readonly rules: Rules
  readonly chain: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly waitingMax: number
  /** Undefined while transactions are taken. */
  readonly stopped: () => string | undefined
  readonly ready: (waiting: Waiting) => void
}

export const createIntake = ({ host, rules, chain, now, waitingMax, stopped, ready }: IntakeOptions) => {
  const counts = { verifying: 0, waiting: 0, refusals: 0 }

  const check = (bytes: Uint8Array): Result<Transaction> => {
    const reason = stopped()
    if (reason !== undefined) return refused('T13-stopped', reason)
    if (counts.waiting >= waitingMax) return refused('T12-busy')
    const parsed = parseTransaction(bytes, host.hash)
    const code = parsed.ok ? quickRefusal(parsed.value, chain, now()) : undefined
    return code === undefined ? parsed : refused(code)
  }

  const submit = (bytes: Uint8Array): Promise<Result<Recorded>> => {
    const checked = check(bytes)
    if (!checked.ok) {
      counts.refusals++
      return Promise.resolve(checked)
    }
    const transaction = checked.value
    counts.waiting++
    counts.verifying++
    return new Promise((resolve) => {
      const answer = (result: Result<Recorded>): void => {
        counts.waiting--
        if (!result.ok) counts.refusals++
        resolve(result)
      }
      const decide = (bad: SignatureRefusal | undefined): void => {
        counts.verifying--
        const reason = stopped()
        if (bad !== undefined) answer(refused(bad))
        else if (reason === undefined) ready({ transaction, answer })
        else answer(refused('T13-stopped', reason))
      }
      void checkSignatures(rules, host, transaction).then(decide)
    })
  }

  return { submit, counts }
}

/** The code of what is plain from the transaction, the chain and the time alone. */
export const quickRefusal = (
  { chain: meant, validUntil }: Transaction,
  chain: string,
  time: number,
): string | undefined => {
  if (meant !== chain) return 'T3-wrong-chain'
  if (validUntil < time) return 'T4-expired'
  return validUntil > time + validityMaxMs ? 'T5-valid-too-long' : undefined
}
