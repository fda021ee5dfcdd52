/** Reading an inbox, and taking everything along that is kept. */
import { z } from 'zod'
import { pageLimit } from '@maru/services/schemas.ts'
import { cursorLengthMax, readCursor, writeCursor } from '../read-model/cursor.ts'
import { action, type ActionContext } from './action.ts'
import { readInbox } from './inbox.ts'
import { newSubject } from './subject.ts'
import { noticeText } from './texts.ts'
import type { Listed } from './topics.ts'

/** An inbox says how many are unread up to this number. */
const unreadMax = 100

const cursorName = 'notices'
const position = z.tuple([z.int().min(0), z.int().min(0)])

export const readInboxPage = action({
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

export const markRead = action({
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

export const exportAll = action({
  input: z.strictObject({}),
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
})

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
