import { Badge } from '@maru/web/kit/badge.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useServiceWords } from '@maru/web/screens/acts/service-words.ts'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { ChangeFacts, Standings } from '../change-card.tsx'
import { type ChangeRow, useChange, useWantedLine } from '../data.ts'
import { Institutions } from '../institutions.tsx'
import { Validators } from '../validators.tsx'
import { useTexts } from './texts.ts'

export const ChangeItem = ({ item }: { readonly item: ChangeRow & { readonly isApproved: boolean } }) => {
  const t = useTexts()
  const words = useServiceWords()
  const line = useWantedLine()
  return (
    <>
      <span className={layout['strong']}>{line(item.wanted)}</span>
      <Badge tone={item.isApproved ? 'success' : 'information'}>
        {item.isApproved ? t('approvedByYou') : words.word('governance', item.state)}
      </Badge>
    </>
  )
}

/** What is there now stands beside a new proposal; else the change with who approves it. */
export const ChangeSubject = ({ id }: ItemProps) => {
  const t = useTexts()
  const line = useWantedLine()
  const { data, error, refetch } = useChange(id)
  if (id === 'new')
    return (
      <div className={layout['stack']}>
        <h2>{t('now')}</h2>
        <Institutions />
        <Validators />
      </div>
    )
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={8} height="30rem" />
  return (
    <div className={layout['stack']}>
      <h2>{line(data.wanted)}</h2>
      <ChangeFacts row={data} />
      <Standings row={data} />
      <Wanted row={data} />
    </div>
  )
}

/** All that is asked for, as it stands in the record. */
const Wanted = ({ row }: { readonly row: ChangeRow }) => {
  const t = useTexts()
  const { kind: _, ...fields } = row.wanted
  const entries = Object.entries(fields)
  if (entries.length === 0) return null
  return (
    <>
      <h3>{t('asRecorded')}</h3>
      <dl className={layout['stack']}>
        {entries.map(([name, value]) => (
          <div key={name} className={layout['row']}>
            <dt className={layout['soft']}>{name}</dt>
            <dd>
              <code className={layout['body']} style={{ overflowWrap: 'anywhere' }}>
                {typeof value === 'string' ? value : JSON.stringify(value)}
              </code>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
