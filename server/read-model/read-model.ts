/**
 * Lists and search in SQL, fed by the log. It reads the log from where it stopped: a new block only wakes it, so there
 * is no queue to fill and nothing to wait for when a block is committed. Rows and the place in the log are written in
 * one SQL transaction; after a crash at any point it goes on from there. Everything in it can be thrown away and built
 * again, and is, when it cannot be opened or is of other projections or another log.
 */
import type { Database, Projection } from '@maru/services/read-model.ts'
import { Problem } from '../problem.ts'
import { createFollower, type FollowerOptions } from './follower.ts'
import { defaultReadModelLimits, type ReadModelLimits } from './options.ts'

export interface ReadModel {
  readonly projections: readonly Projection[]
  /**
   * Asks the database. Throws a Problem with S22-lists-not-ready while it is being built, and S10-busy when
   * `readersMax` are reading already.
   */
  readonly read: <Answer>(readersMax: number, ask: (database: Database) => Promise<Answer>) => Promise<Answer>
  readonly status: () => ReadModelStatus
  /** Resolves when what the log has now is in the rows, or at the close. */
  readonly caughtUp: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface ReadModelStatus {
  readonly kind: 'pglite' | 'postgresql'
  readonly state: 'building' | 'following' | 'failing'
  /** Entries of the log that are in the rows, and those still to be read. */
  readonly index: number
  readonly behind: number
  /** Times it was built from nothing since the start. */
  readonly rebuilds: number
  /** Why the last try failed, or why it is being built again. */
  readonly reason?: string
}

export interface ReadModelOptions extends Pick<FollowerOptions, 'ledger' | 'content' | 'place'> {
  /** Those of services that the city doesn't run are left out. */
  readonly projections: readonly Projection[]
  readonly limits?: Partial<ReadModelLimits>
  /** Throws away what is there. */
  readonly rebuild?: boolean
}

/** Starts at once and in the background: whatever becomes of it, the ledger runs. */
export const openReadModel = (options: ReadModelOptions): ReadModel => {
  const { ledger, place, rebuild = false } = options
  const limits = { ...defaultReadModelLimits, ...options.limits }
  const projections = options.projections.filter(({ name }) => ledger.rules.serviceByName.has(name))
  const waiters = new Set<{ readonly size: number; readonly resolve: () => void }>()
  const moved = (): void => {
    for (const { size, resolve } of waiters) if (isAt(size)) resolve()
  }
  const follower = createFollower({ ...options, projections, limits, rebuild, moved })
  const isAt = (size: number): boolean => follower.reach().index >= size && follower.database() !== undefined
  let isClosed = false
  let readers = 0
  return {
    projections,
    read: async (readersMax, ask) => {
      const database = follower.database()
      if (!database) throw new Problem('S22-lists-not-ready')
      if (readers >= readersMax) throw new Problem('S10-busy')
      readers++
      try {
        return await ask(database)
      } finally {
        readers--
      }
    },
    status: () => {
      const [reason, { index }] = [follower.reason(), follower.reach()]
      return {
        kind: 'folder' in place ? 'pglite' : 'postgresql',
        state: reason !== undefined ? 'failing' : follower.database() ? 'following' : 'building',
        index,
        behind: ledger.status().size - index,
        rebuilds: follower.rebuilds(),
        ...(reason !== undefined && { reason }),
      }
    },
    caughtUp: () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const waiter = { size: ledger.status().size, resolve }
      if (isClosed || isAt(waiter.size)) resolve()
      else waiters.add(waiter)
      return promise.finally(() => waiters.delete(waiter))
    },
    close: async () => {
      isClosed = true
      await follower.stop()
      for (const { resolve } of waiters) resolve()
    },
  }
}
