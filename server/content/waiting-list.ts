/** The transactions on their way with a text, as the store knows them in memory; content/tables.ts keeps the same. */
import type { Waiting } from './tables.ts'

export interface WaitingList {
  readonly get: (transaction: string) => Waiting | undefined
  readonly entries: () => readonly (readonly [transaction: string, Waiting])[]
  readonly isTextWaitedFor: (commitment: string) => boolean
  /** One transaction can be sent twice at the same time; it is waited for until both copies were dropped. */
  readonly add: (transaction: string, waiting: Waiting) => void
  /** Whether that was the last copy. */
  readonly drop: (transaction: string) => boolean
  readonly remove: (transaction: string) => void
}

export const createWaitingList = (kept: Iterable<readonly [string, Waiting]>): WaitingList => {
  const copies = new Map<string, { readonly waiting: Waiting; readonly count: number }>()
  const transactionsByText = new Map<string, number>()

  const addToText = (commitment: string, change: 1 | -1): void => {
    const count = (transactionsByText.get(commitment) ?? 0) + change
    if (count > 0) transactionsByText.set(commitment, count)
    else transactionsByText.delete(commitment)
  }
  const add = (transaction: string, waiting: Waiting): void => {
    const known = copies.get(transaction)
    if (!known) addToText(waiting.commitment, 1)
    copies.set(transaction, { waiting, count: (known?.count ?? 0) + 1 })
  }
  const remove = (transaction: string): void => {
    const known = copies.get(transaction)
    if (known && copies.delete(transaction)) addToText(known.waiting.commitment, -1)
  }
  for (const [transaction, waiting] of kept) add(transaction, waiting)

  return {
    get: (transaction) => copies.get(transaction)?.waiting,
    entries: () => Array.from(copies, ([transaction, { waiting }]) => [transaction, waiting] as const),
    isTextWaitedFor: (commitment) => transactionsByText.has(commitment),
    add,
    drop: (transaction) => {
      const known = copies.get(transaction)
      if (!known) return false
      if (known.count === 1) remove(transaction)
      else copies.set(transaction, { ...known, count: known.count - 1 })
      return known.count === 1
    },
    remove,
  }
}
