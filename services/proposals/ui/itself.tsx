/** A proposal as residents see it, where another service works on it: its words, its supports and its way so far. */
import { useNameOf } from '@maru/web/city/city.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { WrittenLine, Written } from '@maru/web/parts/written.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { PartProps } from '@maru/web/parts/parts.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import { Link } from '@tanstack/react-router'
import { useIsAnswered, useProposal } from './data.ts'
import { ProposalWay } from './proposal-way.tsx'
import { StateBadge } from './state-badge.tsx'
import { useTexts } from './texts.ts'
import { ToThreshold } from './to-threshold.tsx'

export const Itself = ({ number }: PartProps) => {
  const t = useTexts()
  const format = useFormat()
  const nameOf = useNameOf()
  const pseudonym = usePseudonym()
  const { data: row, error, refetch } = useProposal(number)
  const isAnswered = useIsAnswered(number)
  if (error && !row) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!row) return <Skeleton lines={8} height="40rem" />
  const { field, district, state, author, openedAt, content, erasedAt, supports } = row
  return (
    <div className={layout['stack']}>
      <p className={layout['row']}>
        <StateBadge state={state} isAnswered={isAnswered} />
        <span className={layout['soft']}>
          {nameOf('fields', field)} · {district === null ? t('wholeCity') : nameOf('districts', district)}
        </span>
      </p>
      <h2>
        <Link to={`/proposals/${number}`} className={layout['link']}>
          <WrittenLine content={content} />
        </Link>
      </h2>
      <p className={layout['soft']}>
        {t('by', { name: pseudonym(author), time: format.relative(openedAt) })}
      </p>
      <Written content={content} isErased={erasedAt !== undefined} lines={5} />
      <ToThreshold supports={supports} isOpen={state === 'open' || state === 'needs-assignment'} />
      <ProposalWay row={row} />
    </div>
  )
}
