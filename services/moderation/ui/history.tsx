import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { ActEntry } from './act-entry.tsx'
import { type JudgedRow, useHistory } from './data.ts'
import styles from './moderation.module.css'

/** What was done in a case, in its order. */
export const History = ({ row }: { readonly row: JudgedRow }) => {
  const { data, error, refetch } = useHistory(row.case)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={6} height="20rem" />
  return (
    <ol className={styles['entries']}>
      {data.acts.map((act) => (
        <ActEntry key={act.number} row={act} author={row.author} />
      ))}
    </ol>
  )
}
