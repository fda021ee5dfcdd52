/**
 * Whether a transaction may wait in CometBFT's mempool. A new one is judged without the state, as the intake does. One
 * that a block left behind is judged again after it, now by the rules too: otherwise what every proposer drops would
 * wait until it expires, and whoever sent it would not hear why.
 */
import type { Recorded } from '@maru/kernel/ledger.ts'
import { refuse, type Refusal, type Result } from '@maru/kernel/refusal.ts'
import { quickRefusal } from '../intake.ts'
import type { Storage } from '../storage/open.ts'
import { blockTransactionsMax, tryTransactions } from './proposal.ts'
import type { Verified } from './verified.ts'

export interface MempoolCheckParts {
  readonly storage: Storage
  readonly verified: Verified
  readonly now: () => number
  readonly decided: (id: string, result: Result<Recorded>) => void
}

/**
 * CometBFT asks in the order in which the transactions came. What proposers drop grows old, so that these are among the
 * first; to try all that wait, after every block, would cost more than to record them.
 */
const trialsPerBlockMax = 100

export const createMempoolCheck = ({ storage, verified, now, decided }: MempoolCheckParts) => {
  const { chain, reading } = storage
  const { genesis, rules } = reading
  let blockTime = chain.time()
  let trialsLeft = 0
  /** What the rules refused when this validator proposed. */
  let dropped = new Set<string>()

  const check = async (bytes: Uint8Array): Promise<Refusal | undefined> => {
    const result = await verified.check(bytes)
    if (!result.ok) return result.refusal
    const code = quickRefusal(result.value, genesis.chain, now())
    if (code !== undefined) return refuse(code)
    return storage.indexOf(result.value.id) === undefined ? undefined : refuse('T6-replayed')
  }

  const checkAgain = async (bytes: Uint8Array): Promise<Refusal | undefined> => {
    const result = await verified.check(bytes)
    if (!result.ok) return result.refusal
    const { id, validUntil } = result.value
    // By the time of the last block, not by a clock: the times of blocks only grow, so this is for good.
    if (validUntil < blockTime) return settle(id, refuse('T4-expired'))
    if (!dropped.delete(id) && trialsLeft-- <= 0) return undefined
    const [receipt] = tryTransactions(rules, chain.snapshot(), blockTime, [result.value])
    return receipt && 'refusal' in receipt ? settle(id, receipt.refusal) : undefined
  }

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
      // Behind a full block the others have only not had their turn.
      trialsLeft = transactionCount < blockTransactionsMax ? trialsPerBlockMax : 0
    },
  }
}
