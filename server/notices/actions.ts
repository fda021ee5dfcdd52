/** What an account can ask for. Each is a signed request (signed-request.ts) and none is recorded on the ledger. */
import { z } from 'zod'
import type { View } from '@maru/kernel/state/view.ts'
import { departmentId, districtId, fieldId, pageLimit } from '@maru/services/schemas.ts'
import type { Language } from '../language.ts'
import { Problem } from '../problem.ts'
import { cursorLengthMax, readCursor, writeCursor } from '../read-model/cursor.ts'
import { isThere, topicOf, type Target } from './audience.ts'
import { confirmEmail, setEmail, setPush } from './channels.ts'
import { forget } from './follow.ts'
import { readInbox } from './inbox.ts'
import type { Mailer } from './mail.ts'
import type { Letterhead } from './messages.ts'
import type { Pusher } from './push.ts'
import { newSubject, rhythms, type DigestTime } from './subject.ts'
import type { Subjects } from './subjects.ts'
import { noticeText } from './texts.ts'
import type { Listed, Topics } from './topics.ts'

export interface ActionContext {
  readonly account: string
  /** Of the words in the answer. */
  readonly language: Language
  readonly view: View
  /** Entries of the log. */
  readonly size: number
  readonly subjects: Subjects
  readonly topics: Topics
  readonly mailer: Mailer | undefined
  readonly pusher: Pusher | undefined
  readonly letterhead: Letterhead
  readonly digests: DigestTime
  /** Whether one more code may be sent for the account today; it is counted. */
  readonly mayMailCode: (account: string) => boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export interface NoticeAction<Input = any> {
  readonly input: z.ZodType<Input>
  readonly summary: string
  readonly example: Input
  /** It answers and stores nothing. */
  readonly keepsNothing?: true
  readonly run: (context: ActionContext, input: Input) => Promise<object>
}

const action = <Input>(given: NoticeAction<Input>): NoticeAction<Input> => given

export const followsMax = 200
/** An inbox says how many are unread up to this number. */
const unreadMax = 100

const number = z
  .string()
  .regex(/^[1-9][0-9]{0,14}$/)
  .meta({ description: 'A number, as text.' })
const target = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['proposal', 'debate']), id: number }),
    z.strictObject({ kind: z.literal('field'), id: fieldId }),
    z.strictObject({ kind: z.literal('district'), id: districtId }),
    z.strictObject({ kind: z.literal('department'), id: departmentId }),
  ])
  .meta({ description: 'What is followed. Nobody follows a person.' })
const rhythm = z.enum([...rhythms, 'off']).meta({ description: 'How often; off destroys what is kept.' })
const language = z.enum(['ko', 'en'])
const exampleTarget: Target = { kind: 'proposal', id: '1' }
const nothing = z.strictObject({})

const follow = action({
  input: target,
  summary: 'Be told of what happens to something from now on.',
  example: exampleTarget,
  run: async ({ view, size, subjects, account }, wanted) => {
    if (!isThere(view, wanted)) throw new Problem('N1-unknown-target', 'id')
    const topic = topicOf(wanted)
    const follows = subjects.get(account)?.follows ?? {}
    if (!(topic in follows) && Object.keys(follows).length >= followsMax)
      throw new Problem('N2-too-many-follows')
    await subjects.change(account, (before) =>
      topic in before.follows ? before : { ...before, follows: { ...before.follows, [topic]: size } },
    )
    return { following: topic }
  },
})

const unfollow = action({
  input: target,
  summary: 'Be told no more of something. What was followed is destroyed, its notices leave the inbox.',
  example: exampleTarget,
  run: async ({ subjects, account }, wanted) => {
    const topic = topicOf(wanted)
    await subjects.change(account, (before) => {
      const { [topic]: since, ...follows } = before.follows
      return since === undefined ? before : { ...before, follows }
    })
    return { unfollowed: topic }
  },
})

const cursorName = 'notices'
const position = z.tuple([z.int().min(0), z.int().min(0)])

const readInboxPage = action({
  input: z.strictObject({
    cursor: z
      .string()
      .max(cursorLengthMax)
      .optional()
      .meta({ description: 'Of the page before: its `next`.' }),
    limit: pageLimit(100, 20),
    only: z
      .enum(['all', 'own'])
      .default('all')
      .meta({ description: 'own leaves out what is only followed.' }),
  }),
  summary: 'Read the inbox, newest first.',
  example: { limit: 20, only: 'all' as const },
  keepsNothing: true,
  run: async (context, { cursor, limit, only }) => {
    const { topics, view, account, subjects } = context
    const subject = subjects.get(account) ?? newSubject
    const before = cursor === undefined ? undefined : readCursor(cursorName, position, cursor)
    const own = only === 'own'
    const listed = readInbox(topics, view, account, subject, { before, limit: limit + 1, own })
    const shown = listed.slice(0, limit)
    const unread = readInbox(topics, view, account, subject, { since: subject.readTo, limit: unreadMax, own })
    const next = listed.length > limit ? writeCursor(cursorName, shown.at(-1)!.position) : null
    return {
      notices: shown.map((each) => describe(context, each, subject.readTo)),
      unread: unread.length,
      // What to hand to mark-read, so that nothing is marked that came after this page was made.
      reached: topics.reached(),
      next,
    }
  },
})

const markRead = action({
  input: z.strictObject({
    to: z.int().min(0).meta({ description: 'The `reached` of the page that was read.' }),
  }),
  summary: 'Mark everything as read that the inbox had at some moment.',
  example: { to: 120 },
  run: async ({ topics, account, subjects }, { to }) => {
    const readTo = Math.min(to, topics.reached())
    await subjects.change(account, (before) => (readTo > before.readTo ? { ...before, readTo } : before))
    return { readTo: Math.max(readTo, subjects.get(account)?.readTo ?? 0) }
  },
})

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
  'export-all': action({
    input: nothing,
    summary: 'Everything that is kept of the account: what it follows, where it is told, and its inbox.',
    example: {},
    keepsNothing: true,
    run: async (context) => {
      const { topics, view, account, subjects } = context
      const { claim, ...kept } = subjects.get(account) ?? newSubject
      const listed = readInbox(topics, view, account, kept, { limit: 1_000 })
      // The code is what the owner of the address has to know, not the owner of the account.
      const waiting = claim ? { address: claim.address, rhythm: claim.rhythm, until: claim.until } : undefined
      return {
        account,
        ...kept,
        claim: waiting,
        inbox: listed.map((each) => describe(context, each, kept.readTo)),
      }
    },
  }),
  'erase-all': action({
    input: nothing,
    summary: 'Destroy everything that is kept of the account.',
    example: {},
    keepsNothing: true,
    run: async ({ account, subjects, topics }) => {
      await forget(account, subjects, topics)
      return { erased: account }
    },
  }),
}

const describe = (
  { language, letterhead }: ActionContext,
  { position, notice }: Listed,
  readTo: number,
): object => ({
  id: position.join('.'),
  ...notice,
  text: noticeText(notice, language, letterhead.utcOffsetMinutes),
  read: position[0] < readTo,
})
