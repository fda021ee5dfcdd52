/** Questions that several actions ask in the same words. */
import { ok, refuse, type Checking } from '@maru/kernel/service.ts'
import type { Needs, Parameters } from './kit.ts'
import type { Comment, Tables } from './state.ts'

type Context = Checking<Tables, Parameters, Needs>

/** C4: the comment is there and stands; then `judge` has a say. */
export const checkComment = (
  { tables }: Context,
  number: number,
  judge: (comment: Comment) => ReturnType<typeof refuse> | undefined,
) => {
  const comment = tables.comments.get([number])
  if (!comment) return refuse('C4-unknown-comment')
  return comment.withdrawnAt === undefined ? judge(comment) : refuse('C4-withdrawn')
}

/** C5: a reply stands where the comment does that it answers, which is none itself. */
export const checkReply = (
  context: Context,
  { service, number, replyTo }: Pick<Comment, 'service' | 'number' | 'replyTo'>,
) =>
  replyTo === null
    ? ok
    : checkComment(context, replyTo, (comment) =>
        comment.service !== service || comment.number !== number
          ? refuse('C5-elsewhere')
          : comment.replyTo !== null
            ? refuse('C5-reply-to-reply')
            : ok,
      )
