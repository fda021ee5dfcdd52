/** What an account can ask for, by name. */
import { z } from 'zod'
import { action, type NoticeAction } from './action.ts'
import { confirmEmail, setEmail, setPush } from './channels.ts'
import { follow, unfollow } from './follow-actions.ts'
import { forget } from './follow.ts'
import { exportAll, markRead, readInboxPage } from './inbox-actions.ts'
import { rhythms } from './subject.ts'

const rhythm = z.enum([...rhythms, 'off']).meta({ description: 'How often; off destroys what is kept.' })
const language = z.enum(['ko', 'en'])
const emailAddress = z.email().max(254).meta({ description: 'One e-mail address.' })
const keyText = (characters: number) =>
  z
    .string()
    .regex(new RegExp(`^[A-Za-z0-9_-]{${characters}}$`))
    .meta({ description: 'base64url, without padding.' })

export const noticeActions: { readonly [name: string]: NoticeAction } = {
  follow,
  unfollow,
  'read-inbox': readInboxPage,
  'mark-read': markRead,
  'set-email': action({
    input: z.strictObject({ address: emailAddress.nullable(), rhythm, language }),
    summary: 'Be told by e-mail at an address, which gets a code first; change how often; or end it.',
    example: { address: 'resident@example.org', rhythm: 'daily' as const, language: 'en' as const },
    run: setEmail,
  }),
  'confirm-email': action({
    input: z.strictObject({ code: z.string().regex(/^[0-9]{8}$/) }),
    summary: 'Confirm the address with the code that was sent to it.',
    example: { code: '01234567' },
    run: (context, { code }) => confirmEmail(context, code),
  }),
  'set-push': action({
    input: z.strictObject({
      endpoint: z.url().max(1_000),
      // The point of 65 bytes and the secret of 16 (RFC 8291 section 2).
      p256dh: keyText(87),
      auth: keyText(22),
      rhythm,
      language,
    }),
    summary: "Be told by push messages at a browser's subscription; change how often; or end it.",
    example: {
      endpoint: 'https://updates.push.services.mozilla.com/wpush/v2/example',
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      rhythm: 'each' as const,
      language: 'ko' as const,
    },
    run: setPush,
  }),
  'export-all': exportAll,
  'erase-all': action({
    input: z.strictObject({}),
    summary: 'Destroy everything that is kept of the account.',
    example: {},
    keepsNothing: true,
    run: async ({ account, subjects, topics }) => {
      await forget(account, subjects, topics)
      return { erased: account }
    },
  }),
}
