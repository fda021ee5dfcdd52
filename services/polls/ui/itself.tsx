/** A poll as residents see it, where somebody works on it: what is asked, how many voted, and the result. */
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { PartProps } from '@maru/web/parts/parts.tsx'
import { Written, WrittenLine } from '@maru/web/parts/written.tsx'
import { Link } from '@tanstack/react-router'
import { Closing } from './closing.tsx'
import { type PollRow, usePoll, usePollWords } from './data.ts'
import { Check, Results } from './results.tsx'
import { StateBadge } from './state-badge.tsx'
import { Turnout } from './turnout.tsx'

export const Itself = ({ number }: PartProps) => {
  const { data, error, refetch } = usePoll(number)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={8} height="40rem" />
  return <Standing row={data} />
}

const Standing = ({ row }: { readonly row: PollRow }) => {
  const { data: words } = usePollWords(row.content)
  return (
    <div className={layout['stack']}>
      <p className={layout['row']}>
        <StateBadge state={row.state} />
        <Closing row={row} />
      </p>
      <h2>
        <Link to={`/polls/${row.poll}`} className={layout['link']}>
          <WrittenLine content={row.content} />
        </Link>
      </h2>
      <Written content={row.content} lines={3} />
      <Turnout row={row} />
      <Results row={row} words={words ?? null} />
      <Check row={row} />
    </div>
  )
}
