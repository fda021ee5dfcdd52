/** What is sent: the sentences of some notices, for a mail or for a push message. */
import { hash } from 'node:crypto'
import type { Language } from '../language.ts'
import type { Mail } from './mail.ts'
import type { Email } from './subject.ts'
import { dateOf, fill, noticeText, noticeTexts } from './texts.ts'
import type { Listed } from './topics.ts'

export interface Letterhead {
  readonly city: { readonly [language: string]: string }
  /** Where people reach this server, as `https://maru.example.org`. */
  readonly origin: string
  readonly utcOffsetMinutes: number
}

/** Notices that a mail spells out; of more, it gives the number. */
const spelledMax = 50

export const noticesMail = (
  { city, origin, utcOffsetMinutes }: Letterhead,
  { address, unsubscribe, from }: Email,
  language: Language,
  listed: readonly Listed[],
): Mail => {
  const { mail } = noticeTexts(language)
  const lines = listed
    .slice(0, spelledMax)
    .map(
      ({ notice }) =>
        `${dateOf(notice.time, utcOffsetMinutes)}  ${noticeText(notice, language, utcOffsetMinutes)}`,
    )
  const url = unsubscribeUrl(origin, unsubscribe)
  const words: { readonly [name: string]: string } = {
    city: city[language] ?? '',
    origin,
    url,
    count: String(listed.length),
  }
  const say = (template: string): string => fill(template, (name) => words[name] ?? '')
  const hidden = listed.length - lines.length
  const more = hidden > 0 ? [fill(mail.more, () => String(hidden))] : []
  return {
    to: address,
    subject: say(listed.length === 1 ? mail.subjectOne : mail.subject),
    text: [...lines, ...more, '', '-- ', say(mail.why), say(mail.end)].join('\n'),
    // The same notices sent again, as after a crash, have the same id: mail programs show them once.
    messageId: hash('sha256', JSON.stringify([unsubscribe, from, listed[0]?.position])).slice(0, 32),
    unsubscribeUrl: url,
  }
}

export const codeMail = (
  { city, origin }: Letterhead,
  language: Language,
  { address, code, minutes }: { readonly address: string; readonly code: string; readonly minutes: number },
): Mail => {
  const { mail } = noticeTexts(language)
  const words: { readonly [name: string]: string } = {
    city: city[language] ?? '',
    origin,
    code,
    minutes: String(minutes),
  }
  const say = (template: string): string => fill(template, (name) => words[name] ?? '')
  const messageId = hash('sha256', `${address} ${code}`).slice(0, 32)
  return { to: address, subject: say(mail.codeSubject), text: say(mail.code), messageId }
}

/** The newest notice, and how many more there are. */
export const pushMessage = (
  { city, origin, utcOffsetMinutes }: Letterhead,
  language: Language,
  listed: readonly Listed[],
): { readonly title: string; readonly body: string; readonly url: string } => {
  const { push } = noticeTexts(language)
  const [newest] = listed as [Listed]
  const text = noticeText(newest.notice, language, utcOffsetMinutes)
  const more = (name: string): string => (name === 'text' ? text : String(listed.length - 1))
  return {
    title: fill(push.title, () => city[language] ?? ''),
    body: listed.length === 1 ? text : fill(push.more, more),
    url: origin,
  }
}

const unsubscribeUrl = (origin: string, token: string): string =>
  `${origin}/notices/unsubscribe?token=${token}`
