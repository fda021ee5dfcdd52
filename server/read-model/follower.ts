/**
 * Reads the log from where the rows end, batch by batch, for as long as the process runs. What fails is tried again,
 * then opened again, then built again from nothing; none of that reaches the ledger.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { LogAwayError, type Ledger } from '@maru/kernel/ledger.ts'
import type { Batch, Database, Projection } from '@maru/services/read-model.ts'
import type { ContentStore } from '../content-store.ts'
import { cleanTables, makeIndexes, scrubTables } from './care.ts'
import { eraseDatabase, openDatabase, type Place } from './database.ts'
import { readLogEvents, type LogEvents } from './log-events.ts'
import type { ReadModelLimits } from './options.ts'
import { prepareSchema, storeReach, type Reach } from './schema.ts'

export interface FollowerOptions {
  readonly ledger: Ledger
  readonly projections: readonly Projection[]
  readonly content: Pick<ContentStore, 'get' | 'caughtUp'>
  readonly place: Place
  readonly limits: ReadModelLimits
  readonly rebuild: boolean
  /** After each batch, and when it can be read. */
  readonly moved: () => void
}

export interface Follower {
  /** Undefined while rows or indexes are missing: half a list would be a wrong one. */
  readonly database: () => Database | undefined
  readonly reach: () => Reach
  readonly rebuilds: () => number
  /** Why the last try failed; undefined when it did not. */
  readonly reason: () => string | undefined
  readonly stop: () => Promise<void>
}

export const createFollower = (options: FollowerOptions): Follower => {
  const { ledger, projections, place, limits, moved } = options
  const stopping = Promise.withResolvers<void>()
  let woken = Promise.withResolvers<void>()
  let isStopping = false
  let database: Database | undefined
  let isReady = false
  let reach = startOfLog
  let mustRebuild = options.rebuild
  let rebuilds = 0
  let reason: string | undefined
  /** Events since the tables were cleaned. */
  let unclean = 0

  const open = async (): Promise<Database> => {
    if (mustRebuild) {
      reach = startOfLog
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
    return opened
  }

  const shut = async (): Promise<void> => {
    isReady = false
    await database?.destroy().catch(() => undefined)
    database = undefined
  }

  /** Of everything that is there to read: what readers need besides rows. */
  const settle = async (opened: Database): Promise<void> => {
    if (!isReady) await makeIndexes(opened, projections)
    if (!isReady || unclean >= limits.eventsPerCleaning) {
      await cleanTables(opened)
      unclean = 0
    }
    if (reach.scrubAt !== undefined && (!isReady || Date.now() - reach.scrubAt > limits.scrubDelayMs))
      reach = await scrubTables(opened, projections, place, reach)
    isReady = true
    moved()
  }

  /** Takes what stands in the log now, up to one batch. Whether that was all of it. */
  const step = async (opened: Database): Promise<boolean> => {
    if (reach.index >= ledger.status().size) return true
    const read = await readLogEvents(ledger, reach.index, limits.eventsPerBatch)
    reach = await applyBatch(options, opened, reach, read)
    unclean += read.events.length
    moved()
    return read.events.length < limits.eventsPerBatch
  }

  const run = async (): Promise<void> => {
    for (let failures = 0; !isStopping;) {
      try {
        database ??= await open()
        const isAll = await step(database)
        failures = 0
        reason = undefined
        if (!isAll) continue
        await settle(database)
        await Promise.race([woken.promise, stopping.promise])
        woken = Promise.withResolvers()
        // Fewer and larger transactions: whoever writes next is waited for.
        if (!isStopping) await pause(limits.gatherMs)
      } catch (error) {
        reason = (error as Error).message
        // What cannot be opened or does not take the next rows twice will not the third time: it is built again.
        // A store of old parts of the log that does not answer is no fault of the rows.
        mustRebuild ||= (database === undefined || failures > 0) && !(error instanceof LogAwayError)
        await shut()
        if (failures++ > 1)
          await Promise.race([pause(limits.retryMs, undefined, { ref: false }), stopping.promise])
      }
    }
    if (database && reach.scrubAt !== undefined) await scrubTables(database, projections, place, reach)
    await shut()
  }

  const unfollow = ledger.follow(() => woken.resolve())
  const running = run()
  return {
    database: () => (isReady ? database : undefined),
    reach: () => reach,
    rebuilds: () => rebuilds,
    reason: () => reason,
    stop: async () => {
      isStopping = true
      unfollow()
      stopping.resolve()
      await running
    },
  }
}

const startOfLog: Reach = { index: 0, time: 0, scrubAt: undefined }

const applyBatch = async (
  { ledger, projections, content }: FollowerOptions,
  database: Database,
  reach: Reach,
  { events, index, time }: LogEvents,
): Promise<Reach> => {
  const textOf: Batch['textOf'] = (commitment) => content.get(bytesToHex(commitment))?.content
  const erases = events.some(({ event }) => /\.texts?-erased$/.test(event))
  const next: Reach = { index, time, scrubAt: reach.scrubAt ?? (erases ? Date.now() : undefined) }
  // Texts that these events erase are gone before they are asked for.
  await content.caughtUp()
  await database.transaction().execute(async (transaction) => {
    for (const { hears, apply } of projections) {
      const heard = events.filter(({ event }) => hears.includes(event))
      const { view } = ledger.snapshot()
      await apply({ database: transaction, events: heard, time, timeBefore: reach.time, view, textOf })
    }
    await storeReach(transaction, ledger, next)
  })
  return next
}
