import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { useAccount, useResident } from '../data.ts'
import { AccountHead, Keys, ResidentFacts } from './facts.tsx'
import { useTexts } from './texts.ts'

/** How the service goes, or the account that somebody came for. */
export const ResidentSubject = ({ id }: ItemProps) => {
  const t = useTexts()
  if (id !== 'enrol' && id !== 'find') return <OfAccount account={id} />
  return (
    <div className={layout['stack']}>
      <h2>{t(`service-${id}`)}</h2>
      <p className={layout['body']}>{t(`service-${id}-how`)}</p>
    </div>
  )
}

const OfAccount = ({ account }: { readonly account: string }) => {
  const t = useTexts()
  const resident = useResident(account)
  const keys = useAccount(account)
  const error = resident.error ?? keys.error
  if (error && !keys.data) return <ErrorState error={error} onRetry={() => void keys.refetch()} />
  if (keys.data === undefined || resident.data === undefined) return <Skeleton lines={8} height="30rem" />
  if (keys.data === null) {
    return (
      <EmptyState title={t('noAccount')}>
        <p>{t('noAccountHelp')}</p>
      </EmptyState>
    )
  }
  return (
    <>
      <div className={layout['stack']}>
        <AccountHead account={account} />
        {resident.data ? <ResidentFacts row={resident.data} /> : <p>{t('noResident')}</p>}
      </div>
      <Keys keys={keys.data.keys} />
    </>
  )
}
