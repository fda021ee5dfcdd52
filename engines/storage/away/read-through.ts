/**
 * Reads from a store that may be slow or away, on behalf of many at once: each file once, few at a time, for a bounded
 * time. After a failure nobody waits for the next few seconds: the store is away, and whoever asks is told at once.
 */
import { LogAwayError } from '@maru/kernel/ledger.ts'
import type { LogStore } from './log-store.ts'

export interface ReadThroughOptions {
  /** The store as it is known now; undefined when nothing was moved anywhere. May throw what is missing to open it. */
  readonly store: () => LogStore | undefined
  /** For the operator: when the store goes away, and when it is there again. */
  readonly say?: (line: string) => void
  readonly limits?: Partial<ReadThroughLimits>
}

export interface ReadThroughLimits {
  readonly timeMs: number
  /** More than so many files at a time are refused. */
  readonly atOnceMax: number
  readonly pauseMs: number
}

const defaultLimits: ReadThroughLimits = { timeMs: 10_000, atOnceMax: 32, pauseMs: 2_000 }

export interface FoundAway {
  /** With the store's name, for whoever has to look after it. */
  readonly path: string
  readonly bytes: Uint8Array | undefined
}

/** Undefined when there is no store to ask; rejects with a LogAwayError when it does not answer. */
export type ReadAway = (path: string) => Promise<FoundAway | undefined>

export const createReadThrough = ({ store, say, limits }: ReadThroughOptions): ReadAway => {
  const { timeMs, atOnceMax, pauseMs } = { ...defaultLimits, ...limits }
  const underWay = new Map<string, Promise<FoundAway>>()
  let away: { readonly until: number; readonly reason: string } | undefined

  const fail = (reason: string): never => {
    if (!away) say?.(`the store of old parts of the log is away: ${reason}. Votes go on being recorded.`)
    away = { until: performance.now() + pauseMs, reason }
    throw new LogAwayError(reason)
  }

  const open = (): LogStore | undefined => {
    try {
      return store()
    } catch (error) {
      return fail((error as Error).message)
    }
  }

  const read = async (from: LogStore, path: string): Promise<FoundAway> => {
    const timer = AbortSignal.timeout(timeMs)
    try {
      const bytes = await Promise.race([from.read(path, timer), aborted(timer)])
      if (away) say?.(`the store ${from.name} answers again.`)
      away = undefined
      return { path: `${from.name.replace(/\/$/, '')}/${path}`, bytes }
    } catch (error) {
      const reason = timer.aborted ? `no answer within ${timeMs} ms` : (error as Error).message
      return fail(`${from.name}: ${reason}`)
    }
  }

  return async (path) => {
    const known = underWay.get(path)
    if (known) return known
    if (away && performance.now() < away.until) throw new LogAwayError(away.reason)
    const from = open()
    if (!from) return undefined
    if (underWay.size >= atOnceMax)
      throw new LogAwayError(`${from.name}: too many files are asked for at once`)
    const reading = read(from, path).finally(() => underWay.delete(path))
    underWay.set(path, reading)
    return reading
  }
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
