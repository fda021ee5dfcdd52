/**
 * Sends what is new in an inbox by the channels its owner has set. A channel remembers how far it was told; that is
 * written after the other side took the message, so a crash in between sends it once more, and never loses it.
 *
 * The queue is a set of accounts, not of messages: whatever happens meanwhile is in the one message that is sent.
 */
import type { View } from '@maru/kernel/state/view.ts'
import { readInbox } from './inbox.ts'
import { channelsOf, type Listeners } from './listeners.ts'
import { SendError, type Mailer } from './mail.ts'
import { noticesMail, pushMessage, type Letterhead } from './messages.ts'
import { GoneError, type Pusher } from './push.ts'
import { createRetries } from './retries.ts'
import {
  isDue,
  isEmail,
  periodOf,
  withoutOldClaim,
  withoutPush,
  withTold,
  type DigestTime,
  type Push,
  type Subject,
  type Told,
} from './subject.ts'
import type { Subjects } from './subjects.ts'
import { hasLeft, type Topic } from './audience.ts'
import type { Listed, Topics } from './topics.ts'

export interface DeliveryOptions {
  readonly subjects: Subjects
  readonly topics: Topics
  readonly listeners: Listeners
  readonly view: () => View
  readonly mailer: Mailer | undefined
  readonly pusher: Pusher | undefined
  readonly letterhead: Letterhead
  readonly digests: DigestTime
  readonly now: () => number
  /** How often digests and retries are looked for. */
  readonly tickMs: number
  /** Waited before each further try; after the last, the message is given up. */
  readonly retryAfterMs: readonly number[]
}

export type ChannelKind = 'email' | 'push'
type Counts = { readonly [K in ChannelKind]: number }

export interface DeliveryStatus {
  /** Accounts whose channels are still to be looked at, and channels that wait for another try. */
  readonly queued: number
  readonly retrying: number
  readonly sent: Counts
  /** Messages given up; their notices are in the inboxes all the same. */
  readonly dead: Counts
  /** What went wrong here and not on the other side, as a full disk. */
  readonly reason: string | undefined
}

export interface Delivery {
  readonly wake: (topics: ReadonlySet<Topic>) => void
  readonly tick: () => void
  readonly status: () => DeliveryStatus
  /** Resolves when nothing is under way or queued. */
  readonly idle: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Messages on their way at one time. */
const workersMax = 8
/** Notices that one message tells of at most. */
const listedMax = 200

export const createDelivery = (options: DeliveryOptions): Delivery => {
  const { subjects, topics, listeners, digests, now, tickMs } = options
  const queued = new Set<string>()
  const busy = new Set<string>()
  const retries = createRetries(options.retryAfterMs)
  const sent = { email: 0, push: 0 }
  const dead = { email: 0, push: 0 }
  let idle = Promise.withResolvers<void>()
  let isClosing = false
  let reason: string | undefined
  let day = periodOf('daily', now(), digests)

  const enqueue = (accounts: Iterable<string>): void => {
    for (const account of accounts) queued.add(account)
    pump()
  }
  const pump = (): void => {
    for (const account of queued) {
      if (isClosing || busy.size >= workersMax) break
      // It is looked at again when the message under way is done.
      if (busy.has(account)) continue
      queued.delete(account)
      busy.add(account)
      void tellAccount(account)
        .catch((error: Error) => void (reason = error.message))
        .finally(() => {
          busy.delete(account)
          pump()
        })
    }
    if (busy.size > 0) return
    idle.resolve()
    idle = Promise.withResolvers()
  }

  const tellAccount = async (account: string): Promise<void> => {
    const subject = hasLeft(options.view(), account) ? undefined : subjects.get(account)
    for (const told of subject ? channelsOf(subject) : []) {
      if (!isClosing && isDue(told, now(), digests) && retries.isOpen(retryKey(account, told), now()))
        await tell(account, subject!, told)
    }
  }
  const tell = async (account: string, subject: Subject, told: Told): Promise<void> => {
    const reached = topics.reached()
    const listed = readInbox(topics, options.view(), account, subject, { since: told.from, limit: listedMax })
    const kind = isEmail(told) ? 'email' : 'push'
    const key = retryKey(account, told)
    try {
      if (listed.length > 0) {
        await send(options, subject, told, listed)
        sent[kind]++
      }
      retries.succeeded(key)
    } catch (error) {
      if (error instanceof GoneError) return subjects.change(account, (now) => withoutPush(now, told as Push))
      const isFinal = !(error instanceof SendError) || error.isFinal
      if (!isFinal && retries.failed(key, account, now())) return
      retries.succeeded(key)
      dead[kind]++
    }
    const period = periodOf(told.rhythm, now(), digests)
    const isNews = listed.length > 0 || (told.rhythm !== 'each' && period > told.period)
    if (isNews) await subjects.change(account, (now) => withTold(now, told, { from: reached, period }))
  }

  const tick = (): void => {
    const today = periodOf('daily', now(), digests)
    if (today > day) enqueue(listeners.withDigest())
    day = today
    enqueue(retries.due(now()))
    for (const account of listeners.withOldClaim(now()))
      subjects
        .change(account, (subject) => withoutOldClaim(subject, now()))
        .catch((error: Error) => void (reason = error.message))
  }
  const timer = setInterval(tick, tickMs).unref()
  enqueue(listeners.all())

  return {
    wake: (changed) => {
      for (const topic of changed) enqueue(listeners.atOnceOf(topic))
    },
    tick,
    status: () => ({ queued: queued.size + busy.size, retrying: retries.count(), sent, dead, reason }),
    idle: () => (busy.size === 0 ? Promise.resolve() : idle.promise),
    close: async () => {
      isClosing = true
      clearInterval(timer)
      queued.clear()
      if (busy.size > 0) await idle.promise
    },
  }
}

const send = async (
  { mailer, pusher, letterhead }: DeliveryOptions,
  { language }: Subject,
  told: Told,
  listed: readonly Listed[],
): Promise<void> => {
  if (isEmail(told)) {
    if (!mailer) throw new SendError('no mail server is set', false)
    return mailer.send(noticesMail(letterhead, told, language, listed))
  }
  if (!pusher) throw new SendError('push is off', false)
  return pusher.send(told as Push, pushMessage(letterhead, language, listed))
}

const retryKey = (account: string, told: Told): string =>
  `${account} ${isEmail(told) ? 'email' : (told as Push).endpoint}`
