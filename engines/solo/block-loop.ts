/**
 * Decides when a block is cut: a lone vote is recorded within milliseconds, a crowd shares one fsync. It also wakes
 * for timers that fall due while nobody asks for anything.
 */
import type { Limits } from './options.ts'
import type { Waiting } from '../intake.ts'

export interface BlockLoopOptions {
  readonly limits: Limits
  readonly verifying: () => number
  /** Whether a block is wanted though nothing waits. */
  readonly timersDue: () => boolean
  /** The state store lags: blocks wait, the queue fills, and in the end submitters hear that the city is busy. */
  readonly mustWait: () => boolean
  readonly cut: (waiting: readonly Waiting[]) => void
}

export const createBlockLoop = ({ limits, verifying, timersDue, mustWait, cut }: BlockLoopOptions) => {
  let queue: Waiting[] = []
  let bytes = 0
  let firstAt = 0
  let lastAt = 0
  let ticking: NodeJS.Timeout | undefined
  let soon: NodeJS.Immediate | undefined

  const isFull = (): boolean => queue.length >= limits.blockTransactionsMax || bytes >= limits.blockBytesMax

  /** Enough to share one fsync: executing these while the signatures of the next are checked keeps all cores busy. */
  const isCrowd = (): boolean => queue.length >= limits.crowdTransactions

  const isTime = (now: number): boolean =>
    isCrowd() || now - firstAt >= limits.blockAgeMs || (verifying() === 0 && now - lastAt >= limits.quietMs)

  const cutNow = (): void => cut(take())

  const take = (): readonly Waiting[] => {
    let count = 0
    let size = 0
    while (count < queue.length && count < limits.blockTransactionsMax && size < limits.blockBytesMax) {
      size += queue[count++]!.transaction.bytes.length
    }
    const block = count === queue.length ? queue : queue.slice(0, count)
    queue = count === queue.length ? [] : queue.slice(count)
    bytes -= size
    firstAt = performance.now()
    return block
  }

  const tick = (): void => {
    ticking = undefined
    if (queue.length === 0) return
    if (!mustWait() && (isFull() || isTime(performance.now()))) cutNow()
    if (queue.length > 0) ticking = setTimeout(tick, limits.quietMs)
  }

  const cutSoon = (): void => {
    soon = undefined
    if (queue.length > 0 && !mustWait() && (isFull() || isTime(performance.now()))) cutNow()
  }

  const add = (waiting: Waiting): void => {
    lastAt = performance.now()
    if (queue.length === 0) firstAt = lastAt
    queue.push(waiting)
    bytes += waiting.transaction.bytes.length
    if (isFull() || isCrowd() || limits.quietMs === 0) soon ??= setImmediate(cutSoon)
    ticking ??= setTimeout(tick, limits.quietMs)
  }

  const runTimers = (): void => {
    while (timersDue() && !mustWait()) cutNow()
  }
  const watch = setInterval(runTimers, TIMERS_EVERY_MS)
  watch.unref()

  return {
    add,
    runTimers,
    isEmpty: () => queue.length === 0,
    /** Ends the loop and hands back what it still has. */
    stop: (): readonly Waiting[] => {
      clearInterval(watch)
      clearTimeout(ticking)
      clearImmediate(soon)
      const rest = queue
      queue = []
      return rest
    },
  }
}

const TIMERS_EVERY_MS = 50
