import { Page } from '@maru/web/kit/page.tsx'
import { Pagination } from '@maru/web/kit/pagination.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import { Link, useSearch } from '@tanstack/react-router'
import { ActEntry } from './act-entry.tsx'
import { type LogRow, pageSize, useLog, usePlace } from './data.ts'
import styles from './moderation.module.css'
import { Rules } from './rules.tsx'
import { useTexts } from './texts.ts'
import { useWords } from './words.ts'

/** Everything that moderators did, newest first, for everyone. */
export const Screen = () => {
  const t = useTexts()
  const search: { readonly after?: unknown } = useSearch({ strict: false })
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>} crumbs={[]}>
      <Rules />
      <Log after={Number(search.after) || undefined} />
    </Page>
  )
}

const Log = ({ after }: { readonly after: number | undefined }) => {
  const t = useTexts()
  const { data, error, refetch } = useLog(after)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={12} height="80rem" />
  if (data.acts.length === 0) {
    return (
      <EmptyState title={t('none')}>
        <p>{t('noneHelp')}</p>
      </EmptyState>
    )
  }
  const last = data.acts.length === pageSize ? data.acts.at(-1)?.number : undefined
  return (
    <>
      <ol className={styles['entries']}>
        {data.acts.map((row) => (
          <ActEntry key={row.number} row={row}>
            <Where row={row} />
          </ActEntry>
        ))}
      </ol>
      <Pagination
        first={after === undefined ? undefined : { to: '/moderation', search: {} }}
        next={last === undefined ? undefined : { to: '/moderation', search: { after: last } }}
      />
    </>
  )
}

const Where = ({ row: { case: number, text } }: { readonly row: LogRow }) => {
  const t = useTexts()
  const words = useWords()
  const place = usePlace(text)
  return (
    <p className={styles['links']}>
      <Link to={`/moderation/${number}`}>{t('toCase', { number })}</Link>
      {place !== undefined && <Link to={place}>{t('toText', { kind: words[text.service] })}</Link>}
    </p>
  )
}
