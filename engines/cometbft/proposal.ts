/** What a validator proposes: what the rules of the kernel accept, so that not everybody can fill blocks for nothing. */
import { executeBlock, type StateTree } from '@maru/kernel/block.ts'
import type { Receipt } from '@maru/kernel/execute.ts'
import type { Snapshot } from '@maru/kernel/ledger.ts'
import { refused } from '@maru/kernel/refusal.ts'
import type { Rules } from '@maru/kernel/rules.ts'
import type { Transaction } from '@maru/kernel/transaction.ts'
import { decodeBundle, encodeBundle } from './bundle.ts'
import type { CheckedBundle } from './verified.ts'

/**
 * Part of consensus, the same for all validators: so many are executed well within the three seconds that others wait
 * for a proposal.
 */
export const blockTransactionsMax = 2_000

/** As many bundles, from the first, as a block may have the transactions of. */
export const bundlesThatFit = (bundles: readonly Uint8Array[]): readonly Uint8Array[] => {
  let left = blockTransactionsMax
  const end = bundles.findIndex((bundle) => (left -= transactionCountOf(bundle)) < 0)
  return end === -1 ? bundles : bundles.slice(0, end)
}

/** One where there is no bundle, for what is none takes work too. */
const transactionCountOf = (bundle: Uint8Array): number => decodeBundle(bundle)?.length ?? 1

/**
 * Of a transaction that comes twice in a block only the first copy counts, also when that one is refused: an act between
 * the two could make the second right, and whoever sent it would have heard no.
 */
export const withoutCopies = (checked: readonly CheckedBundle[]): CheckedBundle[] => {
  const seen = new Set<string>()
  return checked.map((results) =>
    results.map((result) => {
      if (!result.ok) return result
      const isCopy = seen.has(result.value.id)
      seen.add(result.value.id)
      return isCopy ? refused('T6-replayed') : result
    }),
  )
}

/** Each bundle as it is, without what is left out, or not at all. It is said of all that is whole, in order. */
export const proposalOf = (
  bundles: readonly Uint8Array[],
  checked: readonly CheckedBundle[],
  isLeftOut: readonly boolean[],
): Uint8Array[] => {
  let at = 0
  return bundles.flatMap((bundle, position) => {
    const results = checked[position]!
    const kept = results.flatMap((result) => (result.ok && !isLeftOut[at++] ? [result.value.bytes] : []))
    if (kept.length === results.length) return [bundle]
    return kept.length > 0 ? [encodeBundle(kept)] : []
  })
}

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
