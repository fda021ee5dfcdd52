/** A debate as residents see it, where another service works on it: the question, how it stands, until when. */
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { PartProps } from '@maru/web/parts/parts.tsx'
import { useSubject } from '@maru/web/parts/subject.ts'
import { Written } from '@maru/web/parts/written.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import { Link } from '@tanstack/react-router'
import { Closing } from './closing.tsx'
import { type DebateRow, useDebate } from './data.ts'
import { StateBadge } from './state-badge.tsx'
import { Tally } from './tally.tsx'
import { useTexts } from './texts.ts'

export const Itself = ({ number }: PartProps) => {
  const { data, error, refetch } = useDebate(number)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={8} height="40rem" />
  return <Debate row={data} />
}

const Debate = ({ row }: { readonly row: DebateRow }) => {
  const t = useTexts()
  const format = useFormat()
  const title = useSubject(row)
  const { debate, openedBy, opens, content } = row
  return (
    <div className={layout['stack']}>
      <p className={layout['row']}>
        <StateBadge state={row.state} />
        <Closing row={row} />
      </p>
      <h2>
        <Link to={`/debates/${debate}`} className={layout['link']}>
          {title === undefined ? '…' : (title ?? t('noTitle', { number: debate }))}
        </Link>
      </h2>
      <p className={layout['soft']}>{t(`openedBy-${openedBy}`, { date: format.date(opens) })}</p>
      {content !== undefined && <Written content={content} lines={4} />}
      <Tally row={row} />
    </div>
  )
}
