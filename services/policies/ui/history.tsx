/** Everything that happened to a policy. Nobody edits it. */
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Written } from '@maru/web/parts/written.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import { type HistoryRow, useHistory } from './data.ts'
import { useTexts } from './texts.ts'

export const History = ({ policy }: { readonly policy: number }) => {
  const t = useTexts()
  const { data, error, refetch } = useHistory(policy)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={4} />
  return (
    <Disclosure title={t('history', { count: data.history.length })}>
      <ol className={layout['stack']}>
        {data.history.map((row) => (
          <Entry key={row.entry} row={row} />
        ))}
      </ol>
    </Disclosure>
  )
}

/** What can happen, as docs/spec/process.md and the service's README list it. */
const events = [
  'policy-opened',
  'policy-assigned',
  'policy-planned',
  'milestone-added',
  'milestone-changed',
  'milestone-overdue',
  'milestone-ended',
  'progress-reported',
  'evidence-added',
  'policy-carried-out',
  'policy-dropped',
] as const

/** These bring words that stand nowhere else on the page. */
const withWords = ['progress-reported', 'evidence-added']

const Entry = ({ row: { event, at, content } }: { readonly row: HistoryRow }) => {
  const t = useTexts()
  const format = useFormat()
  const known = events.find((each) => each === event)
  return (
    <li className={layout['tight']}>
      <p>
        <span className={layout['soft']}>{format.date(at)}</span>{' '}
        <span className={layout['strong']}>{known ? t(`event-${known}`) : event}</span>
      </p>
      {content !== undefined && withWords.includes(event) && <Written content={content} />}
    </li>
  )
}
