import type { LedgerMetrics } from '@maru/kernel/ledger.ts'
import type { Transaction } from '@maru/kernel/transaction.ts'

/** What the operator's page shows: the last thousand blocks, and bytes by service since the start. */
export const createMetrics = () => {
  const blockMs: number[] = []
  const fsyncMs: number[] = []
  const bytesByService = new Map<string, number>()
  const counts = { blocks: 0, transactions: 0 }
  return {
    block: (ms: number) => {
      keep(blockMs, ms)
      counts.blocks++
    },
    fsync: (ms: number) => keep(fsyncMs, ms),
    recorded: ({ service, bytes }: Transaction) => {
      counts.transactions++
      bytesByService.set(service, (bytesByService.get(service) ?? 0) + bytes.length)
    },
    read: (refusals: number): LedgerMetrics => ({
      ...counts,
      refusals,
      blockMs: [...blockMs],
      fsyncMs: [...fsyncMs],
      bytesByService: new Map(bytesByService),
    }),
  }
}

const keep = (list: number[], value: number): void => {
  list.push(value)
  if (list.length > 2 * KEPT) list.splice(0, list.length - KEPT)
}

const KEPT = 1_000
