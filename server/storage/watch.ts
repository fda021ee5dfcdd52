/**
 * The weekly check of the disk, done every ten minutes: what takes the room, how that grows, and a line for the operator
 * when the disk crosses a threshold. It runs beside the ledger, also where no server answers.
 */
import type { Service } from '@maru/kernel/service.ts'
import type { Disk } from '../options.ts'
import type { LogOfLedger } from '../records.ts'
import { withSample } from './history.ts'
import { keptToText, textToKept, type Keeper, type Kept } from './kept.ts'
import { createLogCounter, type LogCounter } from './log-count.ts'
import { storageOf, type Storage } from './storage.ts'
import { usedPercentOf, warningOf, type Warning } from './warning.ts'

export interface StorageWatchOptions {
  readonly ledger: LogOfLedger
  readonly services: readonly Pick<Service, 'name'>[]
  /** Measures the disk; without it only the log is counted. */
  readonly disk?: () => Promise<Disk>
  readonly keeper?: Keeper
  /** For the operator. */
  readonly log?: (line: string) => void
  readonly clock?: () => number
  /** Looking at every file takes a while in a large city. */
  readonly everyMs?: number
  /** How long a reader waits for the log to be counted. */
  readonly waitMs?: number
}

export interface StorageWatch {
  /** A long log takes longer to be counted first: then the answer says how far that is. */
  readonly read: () => Promise<Storage>
  /** What was found last, without looking again. */
  readonly last: () => Storage | undefined
  readonly close: () => Promise<void>
}

export const createStorageWatch = (options: StorageWatchOptions): StorageWatch => {
  const { ledger, services, disk, keeper, log, clock = Date.now } = options
  const { everyMs = 600_000, waitMs = 2_000 } = options
  let counter: LogCounter
  let measured: (Pick<Kept, 'warning' | 'history'> & { readonly disk: Disk }) | undefined
  let kept: Omit<Kept, 'count'> = { warning: 0, history: [] }
  let last: Storage | undefined

  const start = async (): Promise<void> => {
    const known = textToKept(await keeper?.read().catch(() => undefined))
    counter = createLogCounter(ledger, services, known?.count)
    if (known) kept = known
  }

  /** A disk that cannot be measured is left out. */
  const measure = async (): Promise<void> => {
    const found = await disk?.().catch(() => undefined)
    if (!found) return
    const usedPercent = usedPercentOf(found)
    const warning = warningOf(usedPercent, kept.warning)
    if (warning !== kept.warning) log?.(lineOf(kept.warning, warning, usedPercent, found))
    kept = { warning, history: withSample(kept.history, found, clock()) }
    measured = { ...kept, disk: found }
  }

  const read = async (): Promise<Storage> => {
    const count = await counter.count(waitMs)
    return (last = storageOf(ledger.status().size, count, measured))
  }

  const keep = async (): Promise<void> => {
    // A count that is still under way can be kept too: the next start goes on from it.
    const count = await counter.count(0)
    await keeper?.write(keptToText({ ...kept, count })).catch(() => undefined)
  }

  const readAndKeep = async (): Promise<void> => {
    await read()
    await keep()
  }

  const measuredFirst = start().then(measure)
  let work = measuredFirst.then(readAndKeep).catch(() => undefined)
  const timer = setInterval(() => {
    work = work
      .then(measure)
      .then(readAndKeep)
      .catch(() => undefined)
  }, everyMs)
  timer.unref()

  return {
    read: () => measuredFirst.then(read),
    last: () => last,
    close: async () => {
      clearInterval(timer)
      await measuredFirst
      counter.stop()
      await work
      await keep().catch(() => undefined)
    },
  }
}

const lineOf = (before: Warning, warning: Warning, usedPercent: number, { freeBytes }: Disk): string => {
  const state = `the disk is ${usedPercent}% full, ${Math.floor(freeBytes / 1e6)} MB are free`
  return warning > before
    ? `storage warning ${warning}: ${state}. See what takes the room with "maru storage", and make room before it is full.`
    : `storage: ${state}; it is below ${before}% again.`
}
