/** One comment: who, on which side, what, and whether it helped. */
import { usePerson } from '@maru/web/city/persons.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Badge } from '@maru/web/kit/badge.tsx'
import { Appeal } from '@maru/web/parts/appeal.tsx'
import { ConfirmAct } from '@maru/web/parts/confirm-act.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { ReportButton } from '@maru/web/parts/report.tsx'
import { Written } from '@maru/web/parts/written.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import type { ReactNode } from 'react'
import type { CommentRow } from './data.ts'
import { HelpfulButton } from './helpful-button.tsx'
import { useTexts } from './texts.ts'

export const Comment = ({
  row,
  action,
  children,
}: {
  readonly row: CommentRow
  /** What else can be done with it. */
  readonly action?: ReactNode
  readonly children?: ReactNode
}) => {
  const t = useTexts()
  const format = useFormat()
  const pseudonym = usePseudonym()
  const person = usePerson()
  const { comment, service, number, author, side, content, addedAt, withdrawnAt, hold } = row
  const isThere = withdrawnAt === undefined
  return (
    <div className={layout['stack']}>
      <p className={layout['row']}>
        {side !== 'none' && (
          <Badge tone={side === 'for' ? 'information' : 'neutral'} icon={side === 'for' ? 'check' : 'cross'}>
            {t(side)}
          </Badge>
        )}
        <span className={layout['soft']}>
          {pseudonym(author)} · {format.relative(addedAt)}
        </span>
      </p>
      <Written content={content} field="comment" isErased={!isThere} hold={hold} />
      {hold && person?.account === author && (
        <Appeal service="comments" number={comment} about={`/${service}/${number}`} />
      )}
      <div className={layout['row']}>
        {isThere && <HelpfulButton row={row} />}
        {action}
        <OwnOrReport row={row} isShown={isThere && !hold} />
      </div>
      {children}
    </div>
  )
}

const OwnOrReport = ({
  row: { comment, author, service, number },
  isShown,
}: {
  readonly row: CommentRow
  readonly isShown: boolean
}) => {
  const t = useTexts()
  const about = `/${service}/${number}`
  if (usePerson()?.account !== author)
    return isShown && <ReportButton service="comments" number={comment} about={about} />
  return (
    <ConfirmAct
      isPossible={isShown}
      title={t('withdrawTitle')}
      what={t('withdrawWhat')}
      button={t('withdraw')}
      wish={{
        service: 'comments',
        action: 'withdraw-comment',
        input: { comment },
        about,
        title: t('withdraw'),
      }}
    />
  )
}
