import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { useFormat } from '@maru/web/texts/format.ts'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { Link } from '@tanstack/react-router'
import { type FacilityRow, useAllFacilities } from '../facilities.ts'
import { OpenBadge } from './facility-item.tsx'
import { useTexts } from './texts.ts'

/** A facility as everyone can see it on the record. */
export const FacilitySubject = ({ id }: ItemProps) => {
  const t = useTexts()
  const { data, error, refetch } = useAllFacilities()
  if (id === 'new') {
    return (
      <div className={layout['stack']}>
        <h2>{t('register-facility')}</h2>
        <p className={layout['body']}>{t('registerHow')}</p>
      </div>
    )
  }
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={6} height="24rem" />
  const row = data.find(({ facility }) => facility === id)
  return row ? <Facts row={row} /> : <EmptyState title={t('noFacility')} />
}

const Facts = ({ row }: { readonly row: FacilityRow }) => {
  const t = useTexts()
  const format = useFormat()
  const pseudonym = usePseudonym()
  const { facility, account, since, closedAt } = row
  return (
    <div className={layout['stack']}>
      <h2>{row[useLanguage()]}</h2>
      <p className={layout['row']}>
        <span className={layout['soft']}>{facility}</span>
        <OpenBadge row={row} />
      </p>
      <p className={layout['soft']}>
        {t('facilitySince', { date: format.date(since) })}
        {closedAt !== undefined && ` · ${t('facilityClosedOn', { date: format.date(closedAt) })}`}
      </p>
      <p>
        {t('facilityAccount')}{' '}
        <Link to={`/tracker/accounts/${account}`} className={layout['link']}>
          {pseudonym(account)}
        </Link>
      </p>
      <p className={layout['soft']}>{t('facilityWhat')}</p>
    </div>
  )
}
