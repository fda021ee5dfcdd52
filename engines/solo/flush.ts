/**
 * Carries what the journal has into its lasting place, in the background: first the log's files, then the state, then
 * the journal is shortened. Each step is on the disk before the next, so a stop between any two loses nothing.
 */
import type { Chain } from './chain.ts'
import type { Journal } from './journal.ts'
import type { LogFiles } from './log-files.ts'
import type { Log } from './log.ts'
import type { Limits } from './options.ts'
import type { Pending } from './pending.ts'
import type { Store } from './store.ts'

export interface FlushParts {
  readonly chain: Chain
  readonly log: Log
  readonly logFiles: LogFiles
  readonly pending: Pending
  readonly store: Store
  readonly journal: Journal
  readonly limits: Limits
  readonly failed: (error: unknown) => void
}

export const createFlush = ({
  chain,
  log,
  logFiles,
  pending,
  store,
  journal,
  limits,
  failed,
}: FlushParts) => {
  let flushedHeight = store.reach()?.height ?? -1
  let running: Promise<void> | undefined

  const flushOnce = async (): Promise<void> => {
    const reach = chain.reach()
    if (reach.height === flushedHeight) return
    const { growth, stored } = log.growth()
    const { rows, pages, ids } = pending.begin()
    await logFiles.publish(growth)
    await store.commit({ rows, pages, ids, reach })
    stored()
    pending.end()
    journal.drop(reach.height)
    flushedHeight = reach.height
  }

  /** One at a time. After a failure nothing is flushed any more: the journal has it all. */
  const flush = (): Promise<void> => {
    running ??= flushOnce().then(
      () => void (running = undefined),
      (error: unknown) => failed(error),
    )
    return running
  }

  const timer = setInterval(() => void flush(), limits.flushMs)
  timer.unref()

  return {
    flush,
    /** Called after each block. */
    consider: (): void => {
      if (pending.size() >= limits.flushChanges) void flush()
    },
    lags: () => running !== undefined && pending.size() >= 4 * limits.flushChanges,
    stop: () => clearInterval(timer),
  }
}
