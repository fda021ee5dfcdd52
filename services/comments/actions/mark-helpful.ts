import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { checkComment } from '../checks.ts'
import { commentNumber } from '../inputs.ts'
import { action } from '../kit.ts'
import { changeHelpful } from '../store-comment.ts'

/** C9: a resident marks a comment once, and none of their own. */
export const markHelpful = action({
  input: z.strictObject({ comment: commentNumber }),
  summary: 'Say that a comment helped you, once. It can be taken back.',
  example: { comment: 1 },
  check: (context, { comment }) => {
    const { tables, needs, actor } = context
    if (!needs.isResident(actor)) return refuse('C1-not-resident')
    return checkComment(context, comment, ({ author }) => {
      if (author === actor) return refuse('C9-own-comment')
      return tables.marks.has([comment, actor]) ? refuse('C9-already-marked') : ok
    })
  },
  apply: ({ tables, actor, time, emit }, { comment }) => {
    tables.marks.put([comment, actor], { time })
    emit('marked-helpful', { comment, count: changeHelpful(tables, comment, 1) })
  },
})
