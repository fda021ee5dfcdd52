/** E-mail by nodemailer: to an SMTP server, or into files while developing. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Without angle brackets or host; the same for a mail that is sent again. */
  readonly messageId: string
  /** Where one POST ends the mails (RFC 8058). */
  readonly unsubscribeUrl?: string
}

export interface Mailer {
  /** Resolves when it was accepted for delivery; rejects with a `SendError`. */
  readonly send: (mail: Mail) => Promise<void>
  readonly close: () => void
}

/** `isFinal`: trying again is of no use. */
export class SendError extends Error {
  readonly isFinal: boolean
  constructor(message: string, isFinal: boolean) {
    super(message)
    this.isFinal = isFinal
  }
}

export interface SmtpOptions {
  /** As `smtps://user:password@host:465`, or `smtp://host:587?requireTLS=true`. */
  readonly url: string
  /** As `Maru <notices@example.org>`. */
  readonly from: string
}

export const openSmtp = ({ url, from }: SmtpOptions): Mailer => {
  const transport = createTransport({
    ...timeouts,
    url,
    pool: true,
    maxConnections: 4,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async (mail) => {
      try {
        await transport.sendMail(messageOf(mail, from))
      } catch (error) {
        const { message, responseCode = 0 } = error as Error & { readonly responseCode?: number }
        throw new SendError(message, responseCode >= 500)
      }
    },
    close: () => transport.close(),
  }
}

/** Keeps the newest `filesMax` mails as files that any mail program opens. Addresses stand in them: not for production. */
export const openMailFolder = (folder: string, filesMax = 200): Mailer => {
  const transport = createTransport({ streamTransport: true, buffer: true })
  mkdirSync(folder, { recursive: true })
  const stored = readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .sort()
  let last = Number(stored.at(-1)?.slice(0, numberLength) ?? 0)
  return {
    send: async (mail) => {
      const { message } = await transport.sendMail(messageOf(mail, 'Maru <notices@localhost>'))
      const name = `${String(++last).padStart(numberLength, '0')}.eml`
      writeFileSync(join(folder, name), message as Buffer, { mode: 0o600 })
      for (stored.push(name); stored.length > filesMax;)
        rmSync(join(folder, stored.shift()!), { force: true })
    },
    close: () => transport.close(),
  }
}

const numberLength = 8
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

const messageOf = ({ to, subject, text, messageId, unsubscribeUrl }: Mail, from: string) => ({
  from,
  to,
  subject,
  text,
  messageId: `<${messageId}@maru>`,
  headers: {
    // RFC 3834: nobody's holiday notice answers this.
    'Auto-Submitted': 'auto-generated',
    ...(unsubscribeUrl !== undefined && {
      'List-Unsubscribe': `<${unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  },
})
