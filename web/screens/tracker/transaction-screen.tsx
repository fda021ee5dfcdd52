import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { pathQuery } from '../../city/api.ts'
import { Page } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { EntryPage } from './entry-page.tsx'
import { useTexts } from './texts.ts'

/** An act by its id: the city says where it stands, the log what it is. */
export const Screen = () => {
  const t = useTexts()
  const { id = '' }: { readonly id?: string } = useParams({ strict: false })
  const { data, error, refetch } = useQuery(pathQuery<{ readonly index: number }>(`/api/receipts/${id}`))
  if (data) return <EntryPage index={data.index} id={id} />
  return (
    <Page title={t('act')} crumbs={[{ label: t('title'), to: '/tracker' }]}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={8} height="40rem" />
      )}
    </Page>
  )
}
