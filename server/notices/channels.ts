/** Where an account is told, beside its inbox: the changes that its owner asks for. */
import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { Problem } from '../problem.ts'
import type { Language } from '../language.ts'
import { codeMail } from './messages.ts'
import { periodOf, withoutEmail, type Rhythm, type Subject } from './subject.ts'
import type { ActionContext } from './action.ts'

export const pushesMax = 5
const codesPerDay = 5
/** Accounts that can ask for codes on one day. */
const askersMax = 100_000
const codeMinutes = 30
const codeTries = 5

export interface EmailWish {
  readonly address: string | null
  readonly rhythm: Rhythm | 'off'
  readonly language: Language
}

/** Off destroys the address. A new address is told nothing before the code that is sent to it comes back. */
export const setEmail = async (
  context: ActionContext,
  { address, rhythm, language }: EmailWish,
): Promise<object> => {
  const { subjects, account, mailer, now, letterhead } = context
  if (rhythm === 'off') {
    await subjects.change(account, withoutEmail)
    return { state: 'off' }
  }
  if (!mailer) throw new Problem('N3-mail-off')
  if (address === null) throw new Problem('N5-no-address', 'address')
  if (subjects.get(account)?.email?.address === address) {
    await subjects.change(account, (before) => withRhythm({ ...before, language }, rhythm, context))
    return { state: 'on' }
  }
  if (!context.mayMailCode(account)) throw new Problem('N6-too-many-codes')
  const code = String(randomInt(100_000_000)).padStart(8, '0')
  await subjects.change(account, (before) => ({
    ...before,
    language,
    claim: { address, rhythm, code, until: now() + codeMinutes * 60_000, tries: 0 },
  }))
  await mailer.send(codeMail(letterhead, language, { address, code, minutes: codeMinutes })).catch(() => {
    throw new Problem('N13-mail-failed')
  })
  return { state: 'waiting-for-code', minutes: codeMinutes }
}

/** Each wrong code counts; after some, even the right one is refused. */
export const confirmEmail = async (context: ActionContext, code: string): Promise<object> => {
  const { subjects, account, now } = context
  const told = startNow(context)
  let isRight = false
  await subjects.change(account, (before) => {
    const { claim, ...others } = before
    if (!claim) return before
    const { address, rhythm, tries } = claim
    isRight = tries < codeTries && claim.until >= now() && isSame(claim.code, code)
    if (!isRight) return { ...others, claim: { ...claim, tries: tries + 1 } }
    const unsubscribe = randomBytes(16).toString('hex')
    return { ...others, email: { address, unsubscribe, ...told(rhythm) } }
  })
  if (!isRight) throw new Problem('N7-code-wrong', 'code')
  return { state: 'on' }
}

export interface PushWish {
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
  readonly rhythm: Rhythm | 'off'
  readonly language: Language
}

/** One device, named by its endpoint. */
export const setPush = async (
  context: ActionContext,
  { endpoint, p256dh, auth, rhythm, language }: PushWish,
): Promise<object> => {
  const { subjects, account, pusher } = context
  const others = ({ pushes }: Subject) => pushes.filter((push) => push.endpoint !== endpoint)
  if (rhythm === 'off') {
    await subjects.change(account, (before) => ({ ...before, pushes: others(before) }))
    return { state: 'off' }
  }
  if (!pusher) throw new Problem('N4-push-off')
  if (!pusher.isAllowed(endpoint)) throw new Problem('N8-endpoint-unknown', 'endpoint')
  const before = subjects.get(account)
  if (before && others(before).length >= pushesMax) throw new Problem('N10-too-many-devices')
  const told = startNow(context)
  await subjects.change(account, (before) => {
    const known = before.pushes.find((push) => push.endpoint === endpoint)
    const push = { endpoint, p256dh, auth, ...told(rhythm, known?.from) }
    return { ...before, language, pushes: [...others(before), push].slice(-pushesMax) }
  })
  return { state: 'on' }
}

/**
 * A code can be sent to anybody's address, so each account has some a day (UTC). They are counted in memory: what was
 * kept of an account can be erased, and would take the count with it.
 */
export const createCodeLimit = (now: () => number): ((account: string) => boolean) => {
  const counts = new Map<string, number>()
  let day = 0
  return (account) => {
    const today = Math.floor(now() / 86_400_000)
    if (today !== day) counts.clear()
    day = today
    const count = counts.get(account) ?? 0
    if (count >= codesPerDay || (count === 0 && counts.size >= askersMax)) return false
    counts.set(account, count + 1)
    return true
  }
}

/** A channel is told what happens from now on, and digests begin at the next set hour. */
const startNow =
  ({ topics, now, digests }: ActionContext) =>
  (rhythm: Rhythm, from = topics.reached()) => ({ rhythm, from, period: periodOf(rhythm, now(), digests) })

const withRhythm = (subject: Subject, rhythm: Rhythm, context: ActionContext): Subject => {
  const { email } = subject
  return email ? { ...subject, email: { ...email, ...startNow(context)(rhythm, email.from) } } : subject
}

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
