/** A comment, and behind a button what was replied to it. */
import { Button } from '@maru/web/kit/button.tsx'
import { useState } from 'react'
import { Comment } from './comment.tsx'
import type { CommentRow } from './data.ts'
import { Replies } from './replies.tsx'
import { useTexts } from './texts.ts'

export const Thread = ({ row }: { readonly row: CommentRow }) => {
  const t = useTexts()
  const [isOpen, setOpen] = useState(false)
  const { comment, replies, withdrawnAt } = row
  return (
    <Comment
      row={row}
      action={
        <Button look="text" size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('replies', { count: replies })}
        </Button>
      }
    >
      {isOpen && <Replies comment={comment} target={row} takesMore={withdrawnAt === undefined} />}
    </Comment>
  )
}
