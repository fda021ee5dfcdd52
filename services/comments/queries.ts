/** What anyone may read of comments, as JSON. Texts stand in the content store under their commitments. */
import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Reading } from '@maru/kernel/service.ts'
import { accountId, pageLimit } from '../schemas.ts'
import { commentNumber, targetFields } from './inputs.ts'
import { query, type Needs, type Parameters } from './kit.ts'
import { sides, type Comment, type Side, type Tables } from './state.ts'
import { countsOf } from './store-comment.ts'

const side = z.enum(sides).optional().meta({ description: 'Only comments of this side.' })
const limit = pageLimit(100, 20)

export const comment = query({
  input: z.strictObject({ comment: commentNumber }),
  summary: 'One comment.',
  example: { comment: 1 },
  read: (context, { comment }) => {
    const row = context.tables.comments.get([comment])
    return row && toJson(context, comment, row)
  },
})

export const comments = query({
  input: z.strictObject({
    ...targetFields,
    side,
    after: commentNumber
      .optional()
      .meta({ description: 'The last comment of the page before; older ones follow.' }),
    limit,
  }),
  summary: 'Comments on a proposal or a debate, newest first, without replies.',
  example: { service: 'proposals' as const, number: 1, limit: 20 },
  read: (context, { service, number, side, after, limit }) => {
    const numbers = sidesOf(side)
      .flatMap((side) => {
        const prefix = [service, number, side]
        const page = { prefix, limit, reverse: true, ...(after && { after: [...prefix, after] }) }
        return context.tables.threads.list(page).map(([[, , , comment]]) => comment)
      })
      .sort((a, b) => b - a)
    return { comments: read(context, numbers.slice(0, limit)) }
  },
})

export const mostHelpful = query({
  input: z.strictObject({
    ...targetFields,
    side,
    after: z
      .string()
      .regex(/^[0-9]{1,15}\.[0-9]{1,15}$/)
      .optional()
      .meta({ description: 'The `next` of the page before.' }),
    limit,
  }),
  summary: 'Comments on a proposal or a debate, most helpful first, without replies and withdrawn ones.',
  example: { service: 'proposals' as const, number: 1, limit: 20 },
  read: (context, { service, number, side, after, limit }) => {
    const position = after?.split('.').map(Number)
    const ranks = sidesOf(side)
      .flatMap((side) => {
        const prefix = [service, number, side]
        const page = { prefix, limit, reverse: true, ...(position && { after: [...prefix, ...position] }) }
        return context.tables.ranks.list(page).map(([[, , , helpful, comment]]) => ({ helpful, comment }))
      })
      .sort((a, b) => b.helpful - a.helpful || b.comment - a.comment)
      .slice(0, limit)
    const last = ranks.length === limit ? ranks.at(-1) : undefined
    const numbers = ranks.map(({ comment }) => comment)
    return { comments: read(context, numbers), next: last ? `${last.helpful}.${last.comment}` : null }
  },
})

export const replies = query({
  input: z.strictObject({
    comment: commentNumber,
    after: z
      .int()
      .min(0)
      .default(0)
      .meta({ description: 'The last reply of the page before; 0 for the first.' }),
    limit,
  }),
  summary: 'Replies to a comment, in the order in which they came.',
  example: { comment: 1, after: 0, limit: 20 },
  read: (context, { comment, after, limit }) => {
    const { tables } = context
    if (!tables.comments.has([comment])) return undefined
    const rows = tables.replies.list({ prefix: [comment], after: [comment, after], limit })
    const numbers = rows.map(([[, reply]]) => reply)
    return { replies: read(context, numbers) }
  },
})

export const counts = query({
  input: z.strictObject(targetFields),
  summary: 'How many comments a proposal or a debate has, by side; replies count, withdrawn ones do not.',
  example: { service: 'proposals' as const, number: 1 },
  read: ({ tables }, { service, number }) => countsOf(tables.counts.get([service, number])),
})

export const mark = query({
  input: z.strictObject({ comment: commentNumber, account: accountId }),
  summary: 'Whether an account finds a comment helpful, and since when.',
  example: { comment: 1, account: '00112233445566778899aabbccddeeff00112233' },
  read: ({ tables }, { comment, account }) => {
    if (!tables.comments.has([comment])) return undefined
    const row = tables.marks.get([comment, account])
    return { comment, account, helpful: row !== undefined, ...(row && { since: row.time }) }
  },
})

/** Each side is ordered by itself: all of them are read in pages as long as the one that is asked for, and merged. */
const sidesOf = (side: Side | undefined): readonly Side[] => (side ? [side] : sides)

type Context = Reading<Tables, Parameters, Needs>

const read = (context: Context, numbers: readonly number[]) =>
  numbers.map((number) => toJson(context, number, context.tables.comments.get([number]) as Comment))

/** With what holds its text back, so that a page need not ask for a text that is not served. */
const toJson = ({ needs }: Context, comment: number, row: Comment) => {
  const content = bytesToHex(row.content)
  const hold = needs.holdOf(content)
  return { comment, ...row, content, ...(hold && { hold }) }
}
