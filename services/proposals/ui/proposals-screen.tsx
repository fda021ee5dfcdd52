import { ButtonLink } from '@maru/web/kit/button.tsx'
import { Page } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import { Link, useSearch } from '@tanstack/react-router'
import { type Sort, useProposals } from './data.ts'
import { ProposalCard } from './proposal-card.tsx'
import styles from './proposals.module.css'
import { useTexts } from './texts.ts'

const sorts = ['rising', 'newest', 'most-supported', 'closing-soon', 'answered', 'overdue'] as const

/** All proposals, in an order that the address names. */
export const Screen = () => {
  const t = useTexts()
  const search: { readonly sort?: string; readonly cursor?: string } = useSearch({ strict: false })
  const sort: Sort = sorts.find((each) => each === search.sort) ?? 'rising'
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>} crumbs={[]}>
      <nav aria-label={t('sort')}>
        <ul className={styles['sorts']}>
          {sorts.map((each) => (
            <li key={each}>
              <Link
                to="/proposals"
                search={{ sort: each }}
                className={styles['sort']}
                aria-current={each === sort ? 'true' : undefined}
              >
                {t(`sort-${each}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <List sort={sort} cursor={search.cursor} />
    </Page>
  )
}

const List = ({ sort, cursor }: { readonly sort: Sort; readonly cursor: string | undefined }) => {
  const t = useTexts()
  const { data, error, refetch } = useProposals({ sort, limit: 20, cursor })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={12} height="100rem" />
  if (data.proposals.length === 0) {
    return (
      <EmptyState title={t('none')}>
        <p>{t('noneHelp')}</p>
      </EmptyState>
    )
  }
  return (
    <>
      <div className={styles['list']}>
        {data.proposals.map((row) => (
          <ProposalCard key={row.proposal} row={row} level={2} />
        ))}
      </div>
      {data.next !== null && (
        <ButtonLink to="/proposals" search={{ sort, cursor: data.next }} wide>
          {t('more')}
        </ButtonLink>
      )}
    </>
  )
}
