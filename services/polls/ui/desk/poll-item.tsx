import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Written, WrittenLine } from '@maru/web/parts/written.tsx'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { Link } from '@tanstack/react-router'
import { Closing } from '../closing.tsx'
import { type PollRow, usePoll, usePollWords } from '../data.ts'
import { Results } from '../results.tsx'
import { StateBadge } from '../state-badge.tsx'
import { Turnout } from '../turnout.tsx'
import type { DeskPoll } from './queues.ts'
import { useTexts } from './texts.ts'

export const PollItem = ({ item }: { readonly item: DeskPoll }) => {
  const t = useTexts()
  return (
    <>
      <span className={layout['strong']}>
        <WrittenLine content={item.content} />
      </span>
      <span className={layout['row']}>
        <Closing row={item} />
        <span className={layout['soft']}>{t('voters', { count: item.voters })}</span>
      </span>
    </>
  )
}

export const PollSubject = ({ id }: ItemProps) => {
  const t = useTexts()
  if (id === 'new') {
    return (
      <div className={layout['stack']}>
        <h2>{t('ask')}</h2>
        <p>{t('askWhat')}</p>
      </div>
    )
  }
  return <Asked poll={Number(id)} />
}

const Asked = ({ poll }: { readonly poll: number }) => {
  const { data, error, refetch } = usePoll(poll)
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
    </div>
  )
}
