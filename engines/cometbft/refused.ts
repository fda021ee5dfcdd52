/**
 * A refusal by a service's rules is told only when a block has it: then all validators have come to it at the same
 * place, and none of them lags behind. From then on it stands. The same bytes may still wait in a mempool or be on their
 * way in another bundle, and must not be recorded when the rules have come to agree with them: whoever sent them heard
 * no. Remembered until their time limit, in this process alone.
 */
import type { Refusal } from '@maru/kernel/refusal.ts'
import type { Transaction } from '@maru/kernel/transaction.ts'

/** The kernel's own refusals, such as an unknown key, need no block: anybody could fill blocks with those. */
export const isToldWithoutBlock = ({ code }: Refusal): boolean => /^T\d/.test(code)

export const createRefused = (countMax = 100_000) => {
  const byId = new Map<string, { readonly refusal: Refusal; readonly validUntil: number }>()
  return {
    find: (id: string): Refusal | undefined => byId.get(id)?.refusal,
    add: ({ id, validUntil }: Transaction, refusal: Refusal): void =>
      void (isToldWithoutBlock(refusal) || byId.set(id, { refusal, validUntil })),
    /** The oldest go first, also when there are too many. */
    blockEnds: (time: number): void => {
      for (const [id, { validUntil }] of byId) {
        if (validUntil >= time && byId.size <= countMax) return
        byId.delete(id)
      }
    },
  }
}
