/** What is kept of one account: what it follows, where it is told. All of it is personal, and none of it on the ledger. */
import type { Language } from '../language.ts'
import type { Topic } from './audience.ts'

export const rhythms = ['each', 'daily', 'weekly'] as const
export type Rhythm = (typeof rhythms)[number]

export interface Subject {
  readonly language: Language
  /** By topic, the entry of the log from which on it is followed. */
  readonly follows: { readonly [topic: Topic]: number }
  /** Entries of the log whose notices were read. */
  readonly readTo: number
  readonly email?: Email
  /** An address that has not been confirmed yet. */
  readonly claim?: EmailClaim
  readonly pushes: readonly Push[]
}

/** How far a channel has been told. */
export interface Told {
  readonly rhythm: Rhythm
  /** Notices from this entry of the log on were not sent yet. */
  readonly from: number
  /** The day or week of the last digest, see periodOf. */
  readonly period: number
}

export interface Email extends Told {
  readonly address: string
  /** Random; whoever has it can end the mails, and nothing else. */
  readonly unsubscribe: string
}

export interface EmailClaim {
  readonly address: string
  readonly rhythm: Rhythm
  readonly code: string
  /** Milliseconds since 1970. */
  readonly until: number
  readonly tries: number
}

/** A subscription as a browser gives it (Push API), keys in base64url. */
export interface Push extends Told {
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
}

export const newSubject: Subject = {
  language: 'ko',
  follows: {},
  readTo: 0,
  pushes: [],
}

const dayMs = 86_400_000

/** When digests go out: the city's clock, as its file has it. */
export interface DigestTime {
  /** Minutes the city's clock is ahead of UTC. */
  readonly utcOffsetMinutes: number
  /** Of the city's day, 0 to 23. */
  readonly hour: number
}

/**
 * A number that grows by one at the set hour of each day, or of each Monday. A digest is due when it has grown. The day
 * 0 of Unix time was a Thursday.
 */
export const periodOf = (rhythm: Rhythm, time: number, { utcOffsetMinutes, hour }: DigestTime): number => {
  const day = Math.floor((time + utcOffsetMinutes * 60_000 - hour * 3_600_000) / dayMs)
  return rhythm === 'weekly' ? Math.floor((day + 3) / 7) : day
}

export const isDue = ({ rhythm, period }: Told, time: number, digests: DigestTime): boolean =>
  rhythm === 'each' || periodOf(rhythm, time, digests) > period

export const isEmail = (told: Told): told is Email => 'address' in told

/** Only the very channel that was told: meanwhile it may have been set anew, or all of the account erased. */
export const withTold = (subject: Subject, told: Told, change: Pick<Told, 'from' | 'period'>): Subject => {
  const { email } = subject
  if (!isEmail(told)) return changePush(subject, told as Push, (push) => [{ ...push, ...change }])
  return email?.unsubscribe === told.unsubscribe ? { ...subject, email: { ...email, ...change } } : subject
}

/** An address that nobody confirmed may be anybody's. */
export const withoutOldClaim = (subject: Subject, time: number): Subject => {
  const { claim, ...others } = subject
  return claim && claim.until < time ? others : subject
}

export const withoutPush = (subject: Subject, push: Push): Subject => changePush(subject, push, () => [])

const changePush = (subject: Subject, { endpoint }: Push, change: (push: Push) => readonly Push[]): Subject =>
  subject.pushes.some((push) => push.endpoint === endpoint)
    ? {
        ...subject,
        pushes: subject.pushes.flatMap((push) => (push.endpoint === endpoint ? change(push) : push)),
      }
    : subject

export const withoutEmail = (subject: Subject): Subject => {
  const { email: _email, claim: _claim, ...others } = subject
  return others
}
