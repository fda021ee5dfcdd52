/** What was replied to a comment, in the order in which it came, and a reply of one's own. */
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import type { Target } from '../state.ts'
import { CommentForm } from './comment-form.tsx'
import { Comment } from './comment.tsx'
import { useReplies } from './data.ts'
import styles from './comments.module.css'
import { useTexts } from './texts.ts'

export const Replies = ({
  comment,
  target,
  takesMore,
}: {
  readonly comment: number
  readonly target: Target
  readonly takesMore: boolean
}) => {
  const t = useTexts()
  const { data, error, refetch } = useReplies(comment)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={2} />
  return (
    <div className={styles['replies']}>
      {data.replies.map((row) => (
        <Comment key={row.comment} row={row} />
      ))}
      {takesMore && (
        <Disclosure title={t('sendReply')}>
          <CommentForm target={target} replyTo={comment} />
        </Disclosure>
      )}
    </div>
  )
}
