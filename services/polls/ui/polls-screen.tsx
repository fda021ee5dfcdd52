import { usePrepareMember } from '@maru/web/city/prepare-member.ts'
import { ButtonLink } from '@maru/web/kit/button.tsx'
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import { Page } from '@maru/web/kit/page.tsx'
import { Pagination } from '@maru/web/kit/pagination.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import { FollowButton } from '@maru/web/parts/follow.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Link } from '@tanstack/react-router'
import { namedGroupOf, useListedPolls } from './data.ts'
import { FilterForm } from './filter-form.tsx'
import { type Filters, type Sort, sorts, useListAddress } from './filters.ts'
import { PollCard } from './poll-card.tsx'
import { useTexts } from './texts.ts'

/** All polls; the address names what was looked for, the order and the page. */
export const Screen = () => {
  const t = useTexts()
  const { filters, sort, cursor } = useListAddress()
  const asker = filters.asker === 'residents' ? 'residents' : 'city'
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>} crumbs={[]}>
      <div className={layout['row']}>
        <ButtonLink to="/polls/write">{t('write')}</ButtonLink>
        <FollowButton kind="polls" id={asker} name={t(`followed-${asker}`)} />
      </div>
      <Disclosure title={t('search')} isOpen={Object.keys(filters).length > 0}>
        <FilterForm key={JSON.stringify(filters)} filters={filters} />
      </Disclosure>
      <nav aria-label={t('sort')} className={layout['chips']}>
        {[...(filters.q === undefined ? [] : (['relevant'] as const)), ...sorts].map((each) => (
          <Link
            key={each}
            to="/polls"
            search={{ ...filters, sort: each }}
            className={layout['chip']}
            activeOptions={{ exact: true }}
            aria-current={each === sort ? 'true' : undefined}
          >
            {t(`sort-${each}`)}
          </Link>
        ))}
      </nav>
      <List filters={filters} sort={sort} cursor={cursor} />
    </Page>
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
  const { data, error, refetch } = useListedPolls({ ...filters, sort, cursor })
  usePrepareMember(data?.polls.map(namedGroupOf) ?? [])
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={12} height="80rem" />
  if (data.polls.length === 0) {
    return (
      <EmptyState title={t('none')}>
        <p>{t('noneHelp')}</p>
      </EmptyState>
    )
  }
  const search = { ...filters, sort }
  return (
    <>
      <div className={layout['stack']}>
        {data.polls.map((row) => (
          <PollCard key={row.poll} row={row} />
        ))}
      </div>
      <Pagination
        first={cursor === undefined ? undefined : { to: '/polls', search }}
        next={data.next === null ? undefined : { to: '/polls', search: { ...search, cursor: data.next } }}
      />
    </>
  )
}
