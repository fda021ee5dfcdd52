import { useCity, useNameOf } from '@maru/web/city/city.ts'
import { ButtonLink } from '@maru/web/kit/button.tsx'
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import { Page } from '@maru/web/kit/page.tsx'
import { Pagination } from '@maru/web/kit/pagination.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import { FollowButton } from '@maru/web/parts/follow.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Link } from '@tanstack/react-router'
import { type Sort, useProposals } from './data.ts'
import { FilterForm } from './filter-form.tsx'
import { type Filters, sorts, useListAddress } from './filters.ts'
import { ProposalCard } from './proposal-card.tsx'
import styles from './proposals.module.css'
import { useTexts } from './texts.ts'

/** All proposals; the address names what was looked for, the order and the page. */
export const Screen = () => {
  const t = useTexts()
  const { filters, sort, cursor } = useListAddress()
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>} crumbs={[]}>
      <div>
        <ButtonLink to="/proposals/new" look="primary">
          {t('write')}
        </ButtonLink>
      </div>
      <Disclosure title={t('search')} isOpen={Object.keys(filters).length > 0}>
        <FilterForm key={JSON.stringify(filters)} filters={filters} />
      </Disclosure>
      <FollowFound filters={filters} />
      <nav aria-label={t('sort')}>
        <ul className={styles['sorts']}>
          {[...(filters.q === undefined ? [] : (['relevant'] as const)), ...sorts].map((each) => (
            <li key={each}>
              <Link
                to="/proposals"
                search={{ ...filters, sort: each }}
                className={styles['sort']}
                aria-current={each === sort ? 'true' : undefined}
              >
                {t(`sort-${each}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <List filters={filters} sort={sort} cursor={cursor} />
    </Page>
  )
}

/** Who looks at a part of the city may want to hear of it. */
const FollowFound = ({ filters: { field, district } }: { readonly filters: Filters }) => {
  const nameOf = useNameOf()
  if (field === undefined && district === undefined) return null
  return (
    <div className={layout['row']}>
      {field !== undefined && <FollowButton kind="field" id={field} name={nameOf('fields', field)} />}
      {district !== undefined && (
        <FollowButton kind="district" id={district} name={nameOf('districts', district)} />
      )}
    </div>
  )
}

const List = ({
  filters,
  sort,
  cursor,
}: {
  readonly filters: Filters
  readonly sort: Sort
  readonly cursor: string | undefined
}) => {
  const t = useTexts()
  const { data, error, refetch } = useProposals({ ...filters, sort, limit: 20, cursor })
  // Thresholds and the names of places are the city's: a card has its height when they are there.
  const { isPending } = useCity()
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data || isPending) return <Skeleton lines={12} height="100rem" />
  if (data.proposals.length === 0) {
    const isSearch = Object.keys(filters).length > 0
    return (
      <EmptyState title={t(isSearch ? 'noneFound' : 'none')}>
        <p>{t(isSearch ? 'noneFoundHelp' : 'noneHelp')}</p>
      </EmptyState>
    )
  }
  const search = { ...filters, sort }
  return (
    <>
      <div className={styles['list']}>
        {data.proposals.map((row) => (
          <ProposalCard key={row.proposal} row={row} level={2} />
        ))}
      </div>
      <Pagination
        first={cursor === undefined ? undefined : { to: '/proposals', search }}
        next={data.next === null ? undefined : { to: '/proposals', search: { ...search, cursor: data.next } }}
      />
    </>
  )
}
