/**
 * Keeps the texts in step with the ledger: which transactions with a text are recorded, and which texts it says are
 * erased (`text-erased` and `texts-erased` of any service, see Content in kernel/service.ts). Blocks are taken in
 * order. How far that has come is kept, so that a start makes up for what a crash left undone; doing it twice does no
 * harm.
 */
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { readSystem } from '@maru/kernel/system-tables.ts'
import { erasuresOfBlock, readErasures, type Erasure } from './erasures.ts'
import type { Texts } from './texts.ts'

export interface Following {
  /** Resolves when all blocks told so far are done. */
  readonly caughtUp: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Resolves when all that the log has is done; from then on it goes on by itself. */
export const followLedger = async (ledger: Ledger, texts: Texts): Promise<Following> => {
  let work = catchUp(ledger, texts, ledger.status().size)
  let size = ledger.status().size
  let kept = size

  const stop = ledger.follow((block) => {
    size = block.size
    const recorded = block.transactions.flatMap(({ id, index }) => {
      const waiting = texts.waitingFor(id)
      return waiting ? [{ id, index, author: accountOf(ledger.snapshot().view, waiting.keyId) }] : []
    })
    const erasures = erasuresOfBlock(block)
    const isKept = erasures.length > 0 || size - kept >= keptEvery
    if (recorded.length === 0 && !isKept) return
    if (isKept) kept = size
    work = work.then(async () => {
      await Promise.all(recorded.map(({ id, author, index }) => texts.record(id, author, index)))
      await Promise.all(erasures.map((erasure) => erase(texts, erasure)))
      if (isKept) await noteFollowed(texts, block.size)
    })
    // Erasure is promised: when it fails, the node must not go on as if nothing were wrong. The next start makes up.
    work.catch(throwLoudly)
  })
  await work

  return {
    caughtUp: () => work,
    stop: async () => {
      stop()
      await work
      await noteFollowed(texts, size)
    },
  }
}

/** The account a key speaks for: a recorded transaction's key is bound, and never to another. */
export const accountOf = (view: View, keyId: string): string => {
  const { accounts, keys } = readSystem(view)
  return accounts.has([keyId]) ? keyId : (keys.get([keyId])?.account ?? keyId)
}

/** Entries after which it is noted how far the log was followed, though nothing was erased. */
const keptEvery = 10_000

const catchUp = async (ledger: Ledger, texts: Texts, size: number): Promise<void> => {
  for (const [id, { keyId }] of texts.waiting()) {
    const index = await ledger.find(id)
    await (index === undefined
      ? texts.drop(id)
      : texts.record(id, accountOf(ledger.snapshot().view, keyId), index))
  }
  for await (const erasure of readErasures(ledger, texts.followed(), size)) await erase(texts, erasure)
  await noteFollowed(texts, size)
}

/** It spares the next start work and promises nothing: a full disk that does not take it is no reason to stop. */
const noteFollowed = (texts: Texts, size: number): Promise<void> =>
  texts.setFollowed(size).catch(() => undefined)

const erase = (texts: Texts, { content, author, before }: Erasure): Promise<void> =>
  content === undefined ? texts.eraseAllOf(author, before) : texts.erase(content, author, before)

const throwLoudly = (error: unknown): void =>
  queueMicrotask(() => {
    throw error
  })
