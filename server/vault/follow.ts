/**
 * Keeps the vault in step with the ledger: who has left for good is erased, and what a crash left waiting is settled.
 * How far the log was followed is kept, so that a start makes up for what was missed; doing it twice does no harm.
 */
import { validityMaxMs } from '@maru/kernel/execute.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { residentsReads } from '@maru/services/residents/reads.ts'
import { erasuresOfBlock, readErasures } from '../content/erasures.ts'
import type { Vault } from './vault.ts'

export interface Following {
  /** Resolves when all blocks told so far are done. */
  readonly caughtUp: () => Promise<void>
  /** Settles what waits, and frees the tags whose time has come. */
  readonly tick: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** How long the tags of one who has left stay taken: docs/decisions/0043-one-person-by-tags.md. */
export const tagsKeptMs = 365 * 86_400_000

export const followLedger = async (ledger: Ledger, vault: Vault, now: () => number): Promise<Following> => {
  let { size } = ledger.status()
  const erase = async (account: string): Promise<void> => {
    // Who was restored meanwhile has a person again, or still.
    if (residentsReads.residentOf(ledger.snapshot().view, account)?.state === 'left')
      await vault.erase(account, now() + tagsKeptMs)
  }
  const catchUp = async (): Promise<void> => {
    for await (const { content, author } of readErasures(ledger, vault.followed(), size))
      if (content === undefined) await erase(author)
    await vault.setFollowed(size)
  }
  let work = catchUp()
  const stop = ledger.follow((block) => {
    size = block.size
    const left = erasuresOfBlock(block).filter(({ content }) => content === undefined)
    if (left.length === 0) return
    work = work.then(async () => {
      for (const { author } of left) await erase(author)
      await vault.setFollowed(block.size)
    })
    // As for texts: a promise that cannot be kept must not pass unseen. The next start makes up for it.
    work.catch(throwLoudly)
  })
  const tick = async (): Promise<void> => {
    for (const { transaction, validUntil } of vault.waiting())
      await settle(ledger, vault, transaction, validUntil, now())
    await vault.freeTags(now())
    await vault.reads.prune(now())
  }
  await work
  await tick()
  return {
    caughtUp: () => work,
    tick,
    stop: async () => {
      stop()
      await work
      await vault.setFollowed(size)
    },
  }
}

/** Refused only when it can no longer come: validators may hold a transaction until it expires, and clocks differ. */
const settle = async (
  ledger: Ledger,
  vault: Vault,
  transaction: string,
  validUntil: number,
  time: number,
): Promise<void> => {
  const index = await ledger.find(transaction)
  if (index !== undefined) await vault.settle(transaction, true)
  else if (time > validUntil + validityMaxMs) await vault.settle(transaction, false)
}

const throwLoudly = (error: unknown): void =>
  queueMicrotask(() => {
    throw error
  })
