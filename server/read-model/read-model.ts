/**
 * Lists and search in SQL, fed by the log. It reads the log from where it stopped: a new block only wakes it, so there
 * is no queue to fill and nothing to wait for when a block is committed. Rows and the place in the log are written in
 * one SQL transaction; after a crash at any point it goes on from there. Everything in it can be thrown away and built
 * again, and is, when it cannot be opened or is of other projections or another log.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { Database, Projection } from '@maru/services/read-model.ts'
import type { ContentStore } from '../content-store.ts'
import { Problem } from '../problem.ts'
import { eraseDatabase, openDatabase, type Place } from './database.ts'
import { readLogEvents } from './log-events.ts'
import { defaultReadModelLimits, type ReadModelLimits } from './options.ts'
import { prepareSchema, storeReach, type Reach } from './schema.ts'

export interface ReadModel {
  readonly projections: readonly Projection[]
  /**
   * Asks the database. Throws a Problem with S22-lists-not-ready until the log was read to where it ended at the
   * opening (half a list would be a wrong one), and S10-busy when `readersMax` are reading already.
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

export interface ReadModelOptions {
  readonly ledger: Ledger
  /** Those of services that the city doesn't run are left out. */
  readonly projections: readonly Projection[]
  readonly content: Pick<ContentStore, 'get' | 'caughtUp'>
  readonly place: Place
  readonly limits?: Partial<ReadModelLimits>
  /** Throws away what is there. */
  readonly rebuild?: boolean
}

/** Starts at once and in the background: whatever becomes of it, the ledger runs. */
export const openReadModel = (options: ReadModelOptions): ReadModel => {
  const { ledger, content, place } = options
  const projections = options.projections.filter(({ name }) => ledger.rules.serviceByName.has(name))
  const limits = { ...defaultReadModelLimits, ...options.limits }
  let sizeAtOpening = ledger.status().size
  const waiters = new Set<{ readonly size: number; readonly resolve: () => void }>()
  const closing = Promise.withResolvers<void>()
  let wake = Promise.withResolvers<void>()
  let isClosing = false
  let database: Database | undefined
  let reach: Reach = { index: 0, time: 0 }
  let mustRebuild = options.rebuild ?? false
  let rebuilds = 0
  let reason: string | undefined

  const open = async (): Promise<Database> => {
    if (mustRebuild) {
      await eraseDatabase(place, limits)
      rebuilds++
    }
    const opened = await openDatabase(place, limits)
    try {
      reach = await prepareSchema(opened, place, projections, ledger)
    } catch (error) {
      await opened.destroy().catch(() => undefined)
      throw error
    }
    mustRebuild = false
    sizeAtOpening = ledger.status().size
    return opened
  }

  const applyNext = async (opened: Database): Promise<void> => {
    const { events, index, time } = await readLogEvents(ledger, reach.index, limits.eventsPerBatch)
    // Texts that these events erase are gone before they are asked for.
    await content.caughtUp()
    await opened.transaction().execute(async (transaction) => {
      for (const { hears, apply } of projections) {
        const heard = events.filter(({ event }) => hears.includes(event))
        if (heard.length === 0) continue
        const { view } = ledger.snapshot()
        await apply({
          database: transaction,
          events: heard,
          time,
          view,
          textOf: (commitment) => content.get(bytesToHex(commitment))?.content,
        })
      }
      await storeReach(transaction, ledger, { index, time })
    })
    reach = { index, time }
    for (const { size, resolve } of waiters) if (size <= index) resolve()
  }

  const follow = async (): Promise<void> => {
    for (let failures = 0; !isClosing;) {
      try {
        database ??= await open()
        if (reach.index < ledger.status().size) {
          await applyNext(database)
          failures = 0
          reason = undefined
        } else await nextBlock()
      } catch (error) {
        reason = (error as Error).message
        // What cannot be opened or does not take the next rows twice will not the third time: it is built again.
        mustRebuild ||= database === undefined || failures > 0
        if (failures++ > 1) await Promise.race([pause(retryMs, undefined, { ref: false }), closing.promise])
        await database?.destroy().catch(() => undefined)
        database = undefined
      }
    }
    await database?.destroy()
  }

  const nextBlock = async (): Promise<void> => {
    await wake.promise
    wake = Promise.withResolvers()
    if (!isClosing) await pause(limits.gatherMs)
  }

  const stop = ledger.follow(() => wake.resolve())
  const followed = follow()
  const isBuilding = (): boolean => reach.index < sizeAtOpening
  let readers = 0
  return {
    projections,
    read: async (readersMax, ask) => {
      if (!database || isBuilding()) throw new Problem('S22-lists-not-ready')
      if (readers >= readersMax) throw new Problem('S10-busy')
      readers++
      try {
        return await ask(database)
      } finally {
        readers--
      }
    },
    status: () => ({
      kind: 'folder' in place ? 'pglite' : 'postgresql',
      state: reason !== undefined ? 'failing' : isBuilding() ? 'building' : 'following',
      index: reach.index,
      behind: ledger.status().size - reach.index,
      rebuilds,
      ...(reason !== undefined && { reason }),
    }),
    caughtUp: () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const waiter = { size: ledger.status().size, resolve }
      if (isClosing || reach.index >= waiter.size) resolve()
      else waiters.add(waiter)
      return promise.finally(() => waiters.delete(waiter))
    },
    close: async () => {
      isClosing = true
      stop()
      wake.resolve()
      closing.resolve()
      await followed
      for (const { resolve } of waiters) resolve()
    },
  }
}

const retryMs = 30_000
