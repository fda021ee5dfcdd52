import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { refuse } from '@maru/kernel/service.ts'
import { countToday } from '../../days.ts'
import { commitment } from '../../schemas.ts'
import { checkReply } from '../checks.ts'
import { commentContent } from '../content.ts'
import { commentNumber, targetFields } from '../inputs.ts'
import { action } from '../kit.ts'
import { sides } from '../state.ts'
import { storeNewComment } from '../store-comment.ts'

/**
 * C1: a resident. C2: the text, see content.ts. C3: on what takes comments. C5: one level deep. C6: so many a day.
 * C7: with a commitment of its own: texts are hidden and destroyed by it, and a copy would share that fate.
 */
export const addComment = action({
  input: z.strictObject({
    ...targetFields,
    side: z.enum(sides).meta({ description: 'Whether it argues for or against; `none` is neither.' }),
    replyTo: commentNumber.nullable().meta({ description: 'The comment it answers; null for none.' }),
    content: commitment,
  }),
  summary: 'Comment on a proposal or a debate, or reply to a comment there.',
  example: {
    service: 'proposals' as const,
    number: 1,
    side: 'for' as const,
    replyTo: null,
    content: new Uint8Array(32),
  },
  content: commentContent,
  check: (context, input) => {
    const { tables, needs, parameters, actor, time } = context
    if (!needs.isResident(actor)) return refuse('C1-not-resident')
    const isOpen = needs.isOpenForComments({ service: input.service, number: input.number })
    if (!isOpen) return refuse(isOpen === undefined ? 'C3-unknown-target' : 'C3-target-closed')
    const no = checkReply(context, input)
    if (no) return no
    const { count } = countToday(tables.days.get([actor]), time)
    const { commentsPerDay } = parameters
    if (commentsPerDay > 0 && count > commentsPerDay) return refuse('C6-too-many-today')
    return tables.contents.has([bytesToHex(input.content)]) ? refuse('C7-content-used') : undefined
  },
  apply: ({ tables, actor, time, emit, nextNumber }, input) => {
    const comment = nextNumber('comment')
    const row = { ...input, author: actor, helpful: 0, replies: 0, addedAt: time }
    const count = storeNewComment(tables, comment, row)
    tables.days.put([actor], countToday(tables.days.get([actor]), time))
    const { service, number, side, replyTo } = input
    emit('comment-added', { comment, service, number, side, replyTo, count })
  },
})
