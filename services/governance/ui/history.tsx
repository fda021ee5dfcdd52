import { Pagination } from '@maru/web/kit/pagination.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useSearch } from '@tanstack/react-router'
import { ChangeCard } from './change-card.tsx'
import { pageSize, useChanges } from './data.ts'
import { useTexts } from './texts.ts'

/** Every change there was, newest first. Those that are open stand above already. */
export const History = () => {
  const t = useTexts()
  const search: { readonly after?: unknown } = useSearch({ strict: false })
  const after = /^\d{1,15}$/.test(String(search.after)) ? Number(search.after) : undefined
  const { data, error, refetch } = useChanges(after)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={8} height="40rem" />
  const ended = data.changes.filter(({ state }) => state !== 'proposed' && state !== 'passed')
  const last = data.changes.at(-1)
  return (
    <div className={layout['stack']}>
      {ended.length === 0 && <p>{t('noneYet')}</p>}
      {ended.map((row) => (
        <ChangeCard key={row.change} row={row} />
      ))}
      <Pagination
        first={after === undefined ? undefined : { to: '/governance' }}
        next={
          data.changes.length === pageSize && last && last.change > 1
            ? { to: '/governance', search: { after: last.change } }
            : undefined
        }
      />
    </div>
  )
}
