/**
 * Whether a bundle may wait in CometBFT's mempool. A new one is judged without the state but for a halt, as the intake
 * does. One that a block left behind is judged again after it, now by the rules too: otherwise what every proposer drops
 * would wait until it expires, and whoever sent it would not hear why. What a service refuses waits for its block. A
 * bundle waits for as long as one of its transactions does.
 */
import type { Recorded } from '@maru/kernel/ledger.ts'
import { refuse, type Refusal, type Result } from '@maru/kernel/refusal.ts'
import type { Transaction } from '@maru/kernel/transaction.ts'
import { quickRefusal } from '../intake.ts'
import type { Storage } from '../storage/open.ts'
import type { HaltRefusal } from './halt.ts'
import { blockTransactionsMax, tryTransactions } from './proposal.ts'
import { isToldWithoutBlock, type Refused } from './refused.ts'
import type { Verified } from './verified.ts'

export interface MempoolCheckParts {
  readonly storage: Storage
  readonly verified: Verified
  /** By a block: these wait for no other. */
  readonly refused: Refused
  readonly now: () => number
  readonly decided: (id: string, result: Result<Recorded>) => void
  readonly haltRefusal: HaltRefusal
}

/**
 * CometBFT asks in the order in which the bundles came. What proposers drop grows old, so that these are among the
 * first; to try all that wait, after every block, would cost more than to record them.
 */
const trialsPerBlockMax = 100

export const createMempoolCheck = (parts: MempoolCheckParts) => {
  const { storage, verified, refused, now, decided, haltRefusal } = parts
  const { chain, reading } = storage
  const { genesis, rules } = reading
  let blockTime = chain.time()
  let trialsLeft = 0
  /** What the rules refused when this validator proposed. */
  let dropped = new Set<string>()

  const isRecorded = ({ id }: Transaction): boolean => storage.indexOf(id) !== undefined

  /** A transaction that is not whole refuses its bundle: no honest validator sends it. */
  const check = async (bundle: Uint8Array): Promise<Refusal | undefined> =>
    firstUnlessAnyWaits(await verified.check(bundle), (transaction) => {
      const code = quickRefusal(transaction, genesis.chain, now())
      if (code !== undefined) return refuse(code)
      if (isRecorded(transaction)) return refuse('T6-replayed')
      return refused.find(transaction.id) ?? haltRefusal(transaction)
    })

  const checkAgain = async (bundle: Uint8Array): Promise<Refusal | undefined> =>
    firstUnlessAnyWaits(await verified.check(bundle), (transaction) => {
      if (isRecorded(transaction)) return refuse('T6-replayed')
      const { id, validUntil } = transaction
      // By the time of the last block, not by a clock: the times of blocks only grow, so this is for good.
      if (validUntil < blockTime) return settle(id, refuse('T4-expired'))
      const before = refused.find(id)
      if (before) return before
      if (!dropped.delete(id) && trialsLeft-- <= 0) return undefined
      const [receipt] = tryTransactions(rules, chain.snapshot(), blockTime, [transaction])
      const refusal = receipt && 'refusal' in receipt ? receipt.refusal : undefined
      return refusal && isToldWithoutBlock(refusal) ? settle(id, refusal) : undefined
    })

  const settle = (id: string, refusal: Refusal): Refusal => {
    verified.forget(id)
    decided(id, { ok: false, refusal })
    return refusal
  }

  return {
    check,
    checkAgain,
    /** Told of each proposal made here: these are tried after the next block, however many they are. */
    proposalDropped: (ids: readonly string[]): void => void (dropped = new Set(ids)),
    /** Told of each block before what it left behind is judged again. */
    blockEnds: (time: number, transactionCount: number): void => {
      blockTime = time
      refused.blockEnds(time)
      // Behind a full block the others have only not had their turn.
      trialsLeft = transactionCount < blockTransactionsMax ? trialsPerBlockMax : 0
    },
  }
}

const firstUnlessAnyWaits = (
  checked: readonly Result<Transaction>[],
  judge: (transaction: Transaction) => Refusal | undefined,
): Refusal | undefined => {
  let first: Refusal | undefined
  for (const result of checked) if (!result.ok) return result.refusal
  for (const result of checked) {
    const refusal = result.ok ? judge(result.value) : result.refusal
    if (!refusal) return undefined
    first ??= refusal
  }
  return first
}
