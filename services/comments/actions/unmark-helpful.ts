import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { checkComment } from '../checks.ts'
import { commentNumber } from '../inputs.ts'
import { action } from '../kit.ts'
import { changeHelpful } from '../store-comment.ts'

/** C10: only a mark that stands is taken back. */
export const unmarkHelpful = action({
  input: z.strictObject({ comment: commentNumber }),
  summary: 'Take back that a comment helped you.',
  example: { comment: 1 },
  check: (context, { comment }) => {
    const { tables, needs, actor } = context
    if (!needs.isResident(actor)) return refuse('C1-not-resident')
    return checkComment(context, comment, () =>
      tables.marks.has([comment, actor]) ? ok : refuse('C10-not-marked'),
    )
  },
  apply: ({ tables, actor, emit }, { comment }) => {
    tables.marks.remove([comment, actor])
    emit('unmarked-helpful', { comment, count: changeHelpful(tables, comment, -1) })
  },
})
