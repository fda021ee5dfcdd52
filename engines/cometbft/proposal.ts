/** What a validator proposes: the transactions that the rules accept, so that no block carries what leaves no entry. */
import { executeBlock, type StateTree } from '@maru/kernel/block.ts'
import type { Receipt } from '@maru/kernel/execute.ts'
import type { Snapshot } from '@maru/kernel/ledger.ts'
import type { Rules } from '@maru/kernel/rules.ts'
import type { Transaction } from '@maru/kernel/transaction.ts'

/**
 * Part of consensus, the same for all validators: so many are executed well within the three seconds that others wait
 * for a proposal.
 */
export const blockTransactionsMax = 2_000

/** What would come of the transactions in the next block; nothing of it is kept. */
export const tryTransactions = (
  rules: Rules,
  { view, height, time: previousTime }: Snapshot,
  time: number,
  transactions: readonly Transaction[],
): Receipt[] => {
  const chain = { rules, view, tree: noTree, height, time: previousTime }
  return executeBlock(chain, Math.max(time, previousTime), transactions, { keepRefused: false }).outcomes.map(
    ({ receipt }) => receipt,
  )
}

/** A trial asks for no root. */
const noTree: StateTree = {
  root: () => new Uint8Array(0),
  update: () => ({ root: new Uint8Array(0), pages: new Map() }),
}
