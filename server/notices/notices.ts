/**
 * Notices: what an author and those who follow something hear of what the log tells. What is kept of a person is off
 * the ledger, encrypted, and never built again from the log; see docs/spec/notices.md.
 */
import type { VerifySignature } from '@maru/kernel/crypto/host.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { Language } from '../language.ts'
import { Problem } from '../problem.ts'
import type { ActionContext } from './action.ts'
import { noticeActions } from './actions.ts'
import { createCodeLimit } from './channels.ts'
import { hasLeft } from './audience.ts'
import { createDelivery, type DeliveryStatus } from './delivery.ts'
import { followLog } from './follow.ts'
import { createListeners } from './listeners.ts'
import type { Mailer } from './mail.ts'
import type { Pusher } from './push.ts'
import { createGate } from '../signed-request.ts'
import { createRequestMemory } from './request-memory.ts'
import { withoutEmail, type DigestTime } from './subject.ts'
import { openSubjects } from './subjects.ts'
import { openTables } from './tables.ts'
import { createTopics } from './topics.ts'

export interface NoticesOptions {
  /** Of its own: neither lists nor texts are kept there. */
  readonly folder: string
  readonly ledger: Ledger
  readonly verifySignature: VerifySignature
  /** Without them there are no mails, and no push messages. */
  readonly mailer?: Mailer | undefined
  readonly pusher?: Pusher | undefined
  /** Where people reach this server, as `https://maru.example.org`. */
  readonly origin: string
  readonly digests: DigestTime
  /** Milliseconds since 1970. */
  readonly now?: () => number
  readonly limits?: Partial<NoticesLimits>
}

export interface NoticesLimits {
  /** Notices that a topic keeps. */
  readonly perTopic: number
  /** Accounts that ask to be told of something. */
  readonly subjects: number
  readonly gatherMs: number
  readonly tickMs: number
  readonly retryAfterMs: readonly number[]
}

const minutes = (count: number): number => count * 60_000

const defaultLimits: NoticesLimits = {
  perTopic: 1_000,
  subjects: 1_000_000,
  gatherMs: 100,
  tickMs: minutes(0.5),
  retryAfterMs: [minutes(1), minutes(5), minutes(30), minutes(120), minutes(480)],
}

export interface NoticesStatus extends DeliveryStatus {
  /** Entries of the log that notices were made of, and those still to be read. */
  readonly index: number
  readonly behind: number
  readonly subjects: number
}

export interface Notices {
  /** Answers a signed request. Throws a Problem for one that is not to be answered. */
  readonly request: (bytes: Uint8Array, language: Language) => Promise<object>
  /** What a client has to know before it asks. */
  readonly channels: () => { readonly email: boolean; readonly push: { readonly publicKey: string } | null }
  /** Whether somebody's mails end by this token, and ending them. */
  readonly isToken: (token: string) => boolean
  readonly unsubscribe: (token: string) => Promise<void>
  readonly status: () => NoticesStatus
  /** Resolves when notices are made of what the log has now, and everything that is due was sent or given up. */
  readonly caughtUp: () => Promise<void>
  /** Looks for digests and retries that are due, as a timer does anyway. */
  readonly tick: () => void
  readonly close: () => Promise<void>
}

export const openNotices = (options: NoticesOptions): Notices => {
  const { folder, ledger, mailer, pusher, origin, digests, now = Date.now } = options
  const limits = { ...defaultLimits, ...options.limits }
  const { tickMs, retryAfterMs, gatherMs } = limits
  const tables = openTables(folder)
  const subjects = openSubjects(folder, tables)
  const topics = createTopics(tables, limits.perTopic)
  const listeners = createListeners(subjects)
  const letterhead = { city: ledger.genesis.name, origin, utcOffsetMinutes: digests.utcOffsetMinutes }
  const view = () => ledger.snapshot().view
  const shared = { subjects, topics, mailer, pusher, letterhead, digests, now }
  const mayMailCode = createCodeLimit(now)
  const delivery = createDelivery({ ...shared, listeners, view, tickMs, retryAfterMs })
  const follower = followLog({
    ledger,
    topics,
    subjects,
    gatherMs,
    onNotices: delivery.wake,
  })
  const judge = createGate({
    ledger,
    verifySignature: options.verifySignature,
    now,
    service: 'notices',
    memory: createRequestMemory(tables.requests),
  })

  const request = async (bytes: Uint8Array, language: Language): Promise<object> => {
    const { account, action: name, input } = await judge(bytes)
    const action = Object.hasOwn(noticeActions, name) ? noticeActions[name] : undefined
    if (!action) throw new Problem('T10-unknown-action', 'action')
    const parsed = action.input.safeParse(input)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      throw new Problem('T11-input-malformed', `${issue?.path.join('.')}: ${issue?.message}`.slice(0, 200))
    }
    const { view, size } = ledger.snapshot()
    if (!action.keepsNothing && hasLeft(view, account)) throw new Problem('N9-left')
    const isNew = !action.keepsNothing && !subjects.get(account)
    if (isNew && subjects.count() >= limits.subjects) throw new Problem('N12-full')
    const context: ActionContext = { ...shared, mayMailCode, account, language, view, size }
    return action.run(context, parsed.data)
  }

  return {
    request,
    channels: () => ({
      email: mailer !== undefined,
      push: pusher ? { publicKey: pusher.publicKey } : null,
    }),
    isToken: (token) => listeners.accountOfToken(token) !== undefined,
    unsubscribe: async (token) => {
      const account = listeners.accountOfToken(token)
      if (account === undefined) throw new Problem('N14-link-unknown', 'token')
      await subjects.change(account, withoutEmail)
    },
    status: () => {
      const index = topics.reached()
      const { reason = follower.reason(), ...sending } = delivery.status()
      return { ...sending, reason, index, behind: ledger.status().size - index, subjects: subjects.count() }
    },
    caughtUp: async () => {
      await follower.caughtUp()
      await delivery.idle()
    },
    tick: delivery.tick,
    close: async () => {
      await follower.stop()
      await delivery.close()
      mailer?.close()
      await subjects.close()
      await tables.close()
    },
  }
}
