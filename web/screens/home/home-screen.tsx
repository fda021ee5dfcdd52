import { type Sort, useProposals } from '@maru/services/proposals/ui/data.ts'
import { ProposalCard } from '@maru/services/proposals/ui/proposal-card.tsx'
import { Link } from '@tanstack/react-router'
import { useCityName } from '../../city/city.ts'
import { Page, Section } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import styles from './home.module.css'
import { useTexts } from './texts.ts'

/** What the city owes, what is rising, what closes soon. */
export const Screen = () => {
  const t = useTexts()
  const city = useCityName()
  return (
    <Page title={t('title', { city })} lead={<p>{t('lead')}</p>} width="wide">
      <Proposals title={t('owed')} sort="overdue" none={t('owedNone')} />
      <Proposals title={t('rising')} sort="rising" none={t('none')} />
      <Proposals title={t('closing')} sort="closing-soon" none={t('none')} />
    </Page>
  )
}

const Proposals = ({
  title,
  sort,
  none,
}: {
  readonly title: string
  readonly sort: Sort
  readonly none: string
}) => {
  const t = useTexts()
  const { data, error, refetch } = useProposals({ sort, limit: 3 })
  return (
    <Section
      title={title}
      action={
        <Link to="/proposals" search={{ sort }} className={styles['all']}>
          {t('all')}
          <span className="visually-hidden">: {title}</span>
        </Link>
      }
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={6} height="24rem" />
      ) : data.proposals.length === 0 ? (
        <EmptyState title={none} />
      ) : (
        <div className={styles['cards']}>
          {data.proposals.map((row) => (
            <ProposalCard key={row.proposal} row={row} />
          ))}
        </div>
      )}
    </Section>
  )
}
