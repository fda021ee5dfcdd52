/** The one follower of the ledger: remembers recent blocks, wakes those who wait for a receipt or read along. */
import type { Ledger, Recorded, SealedBlock } from '@maru/kernel/ledger.ts'

export interface Feed {
  /** Recent blocks, oldest first. */
  readonly recent: () => readonly BlockDigest[]
  readonly headerOf: (index: number) => BlockHeader | undefined
  /** Undefined after `ms`, or at once when too many wait already. */
  readonly waitFor: (transaction: string, ms: number) => Promise<Recorded | undefined>
  readonly listen: (listener: () => void) => () => void
  readonly close: () => void
}

export interface BlockHeader {
  readonly height: number
  readonly time: number
  /** Entries in the log before this block. */
  readonly start: number
  readonly size: number
}

export interface BlockDigest extends BlockHeader {
  readonly stateRoot: Uint8Array
  readonly count: number
  /** The first of them: a feed tells what moves, the log has it all. */
  readonly transactions: readonly Recorded[]
  readonly tallies: readonly Tally[]
}

export interface Tally {
  readonly proposal: number
  readonly supports: number
}

export const transactionsPerMessage = 100

const digestsMax = 256
const headersMax = 4_096

export const createFeed = (ledger: Ledger, waitersMax: number): Feed => {
  const headers: BlockHeader[] = []
  const digests: BlockDigest[] = []
  const listeners = new Set<() => void>()
  const waiters = new Map<string, Set<(recorded: Recorded | undefined) => void>>()
  let waiting = 0

  const stop = ledger.follow((block) => {
    const digest = digestOf(block)
    const { height, time, start, size } = digest
    // Trimmed now and then, not with each block: shifting an array moves all of it.
    if (headers.push({ height, time, start, size }) === 2 * headersMax) headers.splice(0, headersMax)
    if (digests.push(digest) > digestsMax) digests.shift()
    if (waiters.size > 0) for (const recorded of block.transactions) wake(recorded)
    for (const listener of listeners) listener()
  })
  const wake = (recorded: Recorded): void => waiters.get(recorded.id)?.forEach((resolve) => resolve(recorded))

  const waitFor = (transaction: string, ms: number): Promise<Recorded | undefined> => {
    if (waiting >= waitersMax || ms <= 0) return Promise.resolve(undefined)
    waiting++
    return new Promise((resolve) => {
      const group = waiters.get(transaction) ?? new Set()
      waiters.set(transaction, group)
      const finish = (recorded: Recorded | undefined): void => {
        clearTimeout(timer)
        waiting--
        group.delete(finish)
        if (group.size === 0) waiters.delete(transaction)
        resolve(recorded)
      }
      const timer = setTimeout(finish, ms, undefined)
      group.add(finish)
    })
  }

  return {
    recent: () => digests,
    headerOf: (index) => headerOf(headers, index),
    waitFor,
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: () => {
      stop()
      for (const group of waiters.values()) for (const finish of group) finish(undefined)
    },
  }
}

const digestOf = ({ height, time, size, stateRoot, transactions }: SealedBlock): BlockDigest => ({
  height,
  time,
  start: size - transactions.length - 1,
  size,
  stateRoot,
  count: transactions.length,
  transactions: transactions.slice(0, transactionsPerMessage),
  tallies: talliesOf(transactions),
})

/** The last count of each proposal whose supports changed. */
const talliesOf = (transactions: readonly Recorded[]): Tally[] => {
  const counts = new Map<number, number>()
  for (const { receipt } of transactions) {
    if (!('events' in receipt)) continue
    for (const [, { proposal, count }] of receipt.events) {
      if (typeof proposal === 'number' && typeof count === 'number') counts.set(proposal, count)
    }
  }
  return Array.from(counts, ([proposal, supports]) => ({ proposal, supports }))
}

const headerOf = (headers: readonly BlockHeader[], index: number): BlockHeader | undefined => {
  let low = 0
  let high = headers.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((headers[middle] as BlockHeader).size <= index) low = middle + 1
    else high = middle
  }
  const header = headers[low]
  return header && header.start <= index ? header : undefined
}
