/** Notices of a city, in its data folder, and the channels that its environment sets up. */
import { join } from 'node:path'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { openMailFolder, openSmtp, type Mailer } from '@maru/server/notices/mail.ts'
import { openNotices, type Notices } from '@maru/server/notices/notices.ts'
import { openPusher } from '@maru/server/notices/push.ts'
import { host } from './host.ts'
import { UsageError } from './terminal.ts'

export interface CityNoticesOptions {
  readonly folder: string
  readonly ledger: Ledger
  readonly environment: { readonly [name: string]: string | undefined }
  /** Where this process answers; people may reach it by another address, MARU_URL. */
  readonly address: string
  readonly utcOffsetMinutes: number
  readonly production: boolean
}

export const openCityNotices = (options: CityNoticesOptions): Notices => {
  const { ledger, environment, address, utcOffsetMinutes } = options
  const folder = join(options.folder, 'notices')
  const contact = environment['MARU_PUSH_CONTACT']
  if (contact !== undefined && !/^(?:mailto:.+@.+|https:\/\/.+)$/.test(contact))
    throw new UsageError('MARU_PUSH_CONTACT is an address as mailto:desk@example.org or https://example.org')
  const hour = Number(environment['MARU_DIGEST_HOUR'] ?? 8)
  if (!Number.isInteger(hour) || hour < 0 || hour > 23)
    throw new UsageError('MARU_DIGEST_HOUR is an hour of the day, 0 to 23')
  return openNotices({
    folder,
    ledger,
    verifySignature: host.verifySignature,
    mailer: openMailer(options),
    pusher:
      contact === undefined ? undefined : openPusher({ keyFile: join(folder, 'push-key.json'), contact }),
    origin: (environment['MARU_URL'] ?? address).replace(/\/+$/, ''),
    digests: { utcOffsetMinutes, hour },
  })
}

/** While developing, mails become files in `mail/` of the data folder; in production there are none without a server. */
const openMailer = ({ folder, environment, production }: CityNoticesOptions): Mailer | undefined => {
  const url = environment['MARU_SMTP_URL']
  if (url === undefined) return production ? undefined : openMailFolder(join(folder, 'mail'))
  const from = environment['MARU_MAIL_FROM']
  if (!/^smtps?:\/\/[^/]+/.test(url))
    throw new UsageError('MARU_SMTP_URL is an address as smtps://user:password@mail.example.org')
  if (from === undefined || !from.includes('@'))
    throw new UsageError('MARU_SMTP_URL needs MARU_MAIL_FROM beside it, as notices@example.org')
  return openSmtp({ url, from })
}
