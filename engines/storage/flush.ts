/**
 * Carries what the journal has into its lasting place, in the background: first the log's files, then the state, then
 * the journal is shortened. Each step is on the disk before the next, so a stop between any two loses nothing.
 */
import type { Chain } from './chain.ts'
import type { Journal } from './journal.ts'
import type { LogFiles } from './log-files.ts'
import type { Log } from './log.ts'
import type { StorageLimits } from './options.ts'
import type { Pending } from './pending.ts'
import type { Published } from './published.ts'
import type { Reach, Store } from './store.ts'

export interface FlushParts {
  readonly chain: Chain
  readonly log: Log
  readonly logFiles: LogFiles
  readonly published: Published
  readonly pending: Pending
  readonly store: Store
  readonly journal: Journal
  readonly limits: StorageLimits
  readonly failed: (error: unknown) => void
}

export const createFlush = ({
  chain,
  log,
  logFiles,
  published,
  pending,
  store,
  journal,
  limits,
  failed,
}: FlushParts) => {
  let flushed: Pick<Reach, 'height' | 'consensusHeight'> = store.reach() ?? { height: -1 }
  let shownNote = logFiles.checkpoint()
  let running: Promise<void> | undefined
  let isStopped = false

  const flushOnce = async (): Promise<void> => {
    const reach = chain.reach()
    const isGrown = reach.height !== flushed.height
    const shown = published.now()
    const isNews = isGrown || shown.note !== shownNote
    if (!isNews && reach.consensusHeight === flushed.consensusHeight) return
    const { growth, stored } = log.growth(shown)
    const { rows, pages, ids } = pending.begin()
    if (isNews) await logFiles.publish(growth)
    shownNote = shown.note
    await store.commit({ rows, pages, ids, reach })
    stored()
    pending.end()
    journal.drop(reach.height)
    flushed = reach
  }

  /** One at a time. After a failure nothing is flushed any more: the journal has it all. */
  const begin = (): void => {
    if (isStopped || running) return
    running = flushOnce().then(
      () => void (running = undefined),
      (error: unknown) => failed(error),
    )
  }

  const timer = setInterval(begin, limits.flushMs)
  timer.unref()

  return {
    /** Brings files and state up to the newest block. */
    flush: async (): Promise<void> => {
      await running
      begin()
      await running
    },
    /** Called after each block. */
    consider: (): void => {
      if (pending.size() >= limits.flushChanges) begin()
    },
    lags: () => running !== undefined && pending.size() >= 4 * limits.flushChanges,
    /** Flushes no more; one under way still ends. */
    stop: (): void => {
      isStopped = true
      clearInterval(timer)
    },
  }
}
