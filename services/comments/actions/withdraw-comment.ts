import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { checkComment } from '../checks.ts'
import { commentNumber } from '../inputs.ts'
import { action } from '../kit.ts'
import type { Comment } from '../state.ts'
import { storeWithdrawal } from '../store-comment.ts'

/** C8: its author, also one who is no resident any more: one's own words can always be taken back. */
export const withdrawComment = action({
  input: z.strictObject({ comment: commentNumber }),
  summary: 'Take your comment back. Its text is destroyed; its place and its replies stay.',
  example: { comment: 1 },
  check: (context, { comment }) =>
    checkComment(context, comment, ({ author }) => (author === context.actor ? ok : refuse('C8-not-author'))),
  apply: ({ tables, time, emit }, { comment }) => {
    const row = tables.comments.get([comment]) as Comment
    const { service, number, side, replyTo, content, author } = row
    const count = storeWithdrawal(tables, comment, row, time)
    emit('comment-withdrawn', { comment, service, number, side, replyTo, count })
    emit('text-erased', { comment, content: bytesToHex(content), author })
  },
})
