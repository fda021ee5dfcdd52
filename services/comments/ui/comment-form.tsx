/** A comment of one's own, for, against or neither; or a reply, which takes no side. */
import { Choices } from '@maru/web/kit/choices.tsx'
import { TextForm } from '@maru/web/parts/text-form.tsx'
import { useState } from 'react'
import type { Side, Target } from '../state.ts'
import { sides } from './data.ts'
import { useTexts } from './texts.ts'

export const CommentForm = ({
  target: { service, number },
  replyTo = null,
}: {
  readonly target: Target
  readonly replyTo?: number | null
}) => {
  const t = useTexts()
  const [side, setSide] = useState<Side>('none')
  return (
    <TextForm
      label={t(replyTo === null ? 'comment' : 'reply')}
      button={t(replyTo === null ? 'send' : 'sendReply')}
      lengthMax={2_000}
      wishOf={(comment) => ({
        service: 'comments',
        action: 'add-comment',
        input: { service, number, side, replyTo },
        text: { comment },
        about: `/${service}/${number}`,
        title: t('comment'),
      })}
    >
      {replyTo === null && (
        <Choices
          legend={t('side')}
          options={sides.map((value) => ({ value, label: t(value) }))}
          value={side}
          onChange={setSide}
        />
      )}
    </TextForm>
  )
}
