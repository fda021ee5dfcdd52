/**
 * Makes notices of the log's events, in its order, from where it stopped: a new block only wakes it. Notices and the
 * place in the log are one transaction, so that each is made once, whatever is killed when.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { readLogEvents, type LoggedEvent } from '../read-model/log-events.ts'
import { accountTopic, concerning, type Topic } from './audience.ts'
import type { Subjects } from './subjects.ts'
import type { TopicNotice, Topics } from './topics.ts'

export interface FollowOptions {
  readonly ledger: Ledger
  readonly topics: Topics
  readonly subjects: Subjects
  /** After a block, so long others are waited for. */
  readonly gatherMs: number
  /** Told after notices are stored. */
  readonly onNotices: (topics: ReadonlySet<Topic>) => void
}

export interface NoticesFollower {
  /** Why the last try failed. */
  readonly reason: () => string | undefined
  /** Resolves when what the log has now is done, or at the stop. */
  readonly caughtUp: () => Promise<void>
  readonly stop: () => Promise<void>
}

export const followLog = (options: FollowOptions): NoticesFollower => {
  const { ledger, topics, gatherMs } = options
  const waiters = new Set<{ readonly size: number; readonly resolve: () => void }>()
  const stopping = Promise.withResolvers<void>()
  let wake = Promise.withResolvers<void>()
  let isStopping = false
  let reason: string | undefined

  const run = async (): Promise<void> => {
    while (!isStopping) {
      try {
        if (topics.reached() < ledger.status().size) await takeNext(options)
        else await nextBlock()
        reason = undefined
      } catch (error) {
        reason = (error as Error).message
        await Promise.race([pause(retryMs, undefined, { ref: false }), stopping.promise])
      }
      for (const { size, resolve } of waiters) if (size <= topics.reached()) resolve()
    }
  }
  const nextBlock = async (): Promise<void> => {
    await wake.promise
    wake = Promise.withResolvers()
    if (!isStopping) await pause(gatherMs)
  }

  const stop = ledger.follow(() => wake.resolve())
  const running = run()
  return {
    reason: () => reason,
    caughtUp: () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const waiter = { size: ledger.status().size, resolve }
      if (isStopping || topics.reached() >= waiter.size) resolve()
      else waiters.add(waiter)
      return promise.finally(() => waiters.delete(waiter))
    },
    stop: async () => {
      isStopping = true
      stop()
      wake.resolve()
      stopping.resolve()
      await running
      for (const { resolve } of waiters) resolve()
    },
  }
}

const retryMs = 10_000
const eventsPerBatch = 4_000

const takeNext = async ({ ledger, topics, subjects, onNotices }: FollowOptions): Promise<void> => {
  const { events, index } = await readLogEvents(ledger, topics.reached(), eventsPerBatch)
  const { view } = ledger.snapshot()
  const notices = events.flatMap((event) => noticeOf(event, concerning(view, event)))
  await Promise.all(
    events.flatMap((event) => leavingOf(event).map((account) => forget(account, subjects, topics))),
  )
  await topics.add(notices, index)
  onNotices(new Set(notices.flatMap(({ topics }) => topics)))
}

const noticeOf = (
  { event, time, index, place }: LoggedEvent,
  { topics, data }: ReturnType<typeof concerning>,
): TopicNotice[] => (topics.length === 0 ? [] : [{ topics, index, place, notice: { event, data, time } }])

/** Who has left for good: who was entered as having left by mistake has some days to be restored (residents, R7). */
const leavingOf = ({ event, data }: LoggedEvent): string[] =>
  event === 'residents.texts-erased' ? [String(data['author'])] : []

/** Everything that is kept of an account. Doing it twice does no harm. */
export const forget = async (account: string, subjects: Subjects, topics: Topics): Promise<void> => {
  await subjects.erase(account)
  await topics.eraseTopic(accountTopic(account))
}
