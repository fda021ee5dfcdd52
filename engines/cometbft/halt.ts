/**
 * While the city is halted nothing new is let out that the next block would refuse for it: mempools would fill with what
 * cannot be recorded. What was let out before the halt has its block, as any refusal that somebody waits for.
 */
import { isHaltedAt } from '@maru/kernel/numbers.ts'
import { refuse, type Refusal } from '@maru/kernel/refusal.ts'
import type { Transaction } from '@maru/kernel/transaction.ts'
import type { Storage } from '../storage/open.ts'

export type HaltRefusal = (transaction: Pick<Transaction, 'service'>) => Refusal | undefined

export const createHaltRefusal = ({ chain, reading }: Pick<Storage, 'chain' | 'reading'>): HaltRefusal => {
  const { serviceByName } = reading.rules
  let known = { height: -1, isHalted: false }
  return ({ service }) => {
    const { view, height } = chain.snapshot()
    if (known.height !== height) known = { height, isHalted: isHaltedAt(view, height + 1) }
    if (!known.isHalted || serviceByName.get(service)?.worksWhileHalted) return undefined
    return refuse('T18-halted')
  }
}
