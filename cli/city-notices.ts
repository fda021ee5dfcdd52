/** Notices of a city, in its data folder, and the channels that its environment sets up. */
import { join } from 'node:path'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { openMailFolder, openSmtp, type Mailer, type SmtpOptions } from '@maru/server/notices/mail.ts'
import { openNotices, type Notices } from '@maru/server/notices/notices.ts'
import { openPusher } from '@maru/server/notices/push.ts'
import { host } from './host.ts'
import { UsageError } from './terminal.ts'

export interface NoticeSettings {
  /** Undefined: mails become files while developing, and in production there are none. */
  readonly smtp: SmtpOptions | undefined
  /** Whom push services write to; undefined sends no push messages. */
  readonly pushContact: string | undefined
  readonly digestHour: number
  /** Where people reach this server, when not at the address where it answers. */
  readonly origin: string | undefined
}

/** Throws a UsageError that names the variable. To be called before anything is opened. */
export const parseNoticeSettings = (environment: {
  readonly [name: string]: string | undefined
}): NoticeSettings => {
  const pushContact = environment['MARU_PUSH_CONTACT']
  if (pushContact !== undefined && !/^(?:mailto:.+@.+|https:\/\/.+)$/.test(pushContact))
    throw new UsageError('MARU_PUSH_CONTACT is an address as mailto:desk@example.org or https://example.org')
  const digestHour = Number(environment['MARU_DIGEST_HOUR'] ?? 8)
  if (!Number.isInteger(digestHour) || digestHour < 0 || digestHour > 23)
    throw new UsageError('MARU_DIGEST_HOUR is an hour of the day, 0 to 23')
  const origin = environment['MARU_URL']
  if (origin !== undefined && (!URL.canParse(origin) || !/^https?:\/\//.test(origin)))
    throw new UsageError('MARU_URL is where people reach this server, as https://maru.example.org')
  return { smtp: smtpOf(environment), pushContact, digestHour, origin: origin?.replace(/\/+$/, '') }
}

export interface CityNoticesOptions {
  readonly folder: string
  readonly ledger: Ledger
  readonly settings: NoticeSettings
  /** Where this process answers. */
  readonly address: string
  readonly utcOffsetMinutes: number
  readonly production: boolean
}

export const openCityNotices = (options: CityNoticesOptions): Notices => {
  const { ledger, settings, address, utcOffsetMinutes } = options
  const { pushContact: contact, origin = address, digestHour: hour } = settings
  const folder = join(options.folder, 'notices')
  return openNotices({
    folder,
    ledger,
    verifySignature: host.verifySignature,
    mailer: openMailer(options),
    pusher:
      contact === undefined ? undefined : openPusher({ keyFile: join(folder, 'push-key.json'), contact }),
    origin,
    digests: { utcOffsetMinutes, hour },
  })
}

const smtpOf = (environment: { readonly [name: string]: string | undefined }): NoticeSettings['smtp'] => {
  const url = environment['MARU_SMTP_URL']
  const from = environment['MARU_MAIL_FROM']
  if (url === undefined) return undefined
  if (!/^smtps?:\/\/[^/]+/.test(url))
    throw new UsageError('MARU_SMTP_URL is an address as smtps://user:password@mail.example.org')
  if (from === undefined || !from.includes('@'))
    throw new UsageError('MARU_SMTP_URL needs MARU_MAIL_FROM beside it, as notices@example.org')
  return { url, from }
}

const openMailer = ({ folder, settings, production }: CityNoticesOptions): Mailer | undefined => {
  if (settings.smtp) return openSmtp(settings.smtp)
  return production ? undefined : openMailFolder(join(folder, 'mail'))
}
