import { Page } from '@maru/web/kit/page.tsx'
import { Pagination } from '@maru/web/kit/pagination.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Link, useSearch } from '@tanstack/react-router'
import { pageSize, usePolicies } from './data.ts'
import { PolicyCard } from './policy-card.tsx'
import { useTexts } from './texts.ts'

const states = ['underway', 'carried-out', 'dropped', 'waiting-for-department'] as const

/** All policies, newest first; the address names the state and the page. */
export const Screen = () => {
  const t = useTexts()
  const search: { readonly state?: string; readonly after?: number } = useSearch({ strict: false })
  const state = states.find((each) => each === search.state)
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>} crumbs={[]}>
      <nav aria-label={t('which')} className={layout['chips']}>
        {[undefined, ...states].map((each) => (
          <Link
            key={each ?? 'all'}
            to="/policies"
            search={each === undefined ? {} : { state: each }}
            className={layout['chip']}
            activeOptions={{ exact: true }}
            aria-current={each === state ? 'true' : undefined}
          >
            {t(each === undefined ? 'all' : `state-${each}`)}
          </Link>
        ))}
      </nav>
      <List state={state} after={Number(search.after) || undefined} />
    </Page>
  )
}

const List = ({
  state,
  after,
}: {
  readonly state: string | undefined
  readonly after: number | undefined
}) => {
  const t = useTexts()
  const { data, error, refetch } = usePolicies({ state, after })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={12} height="80rem" />
  if (data.policies.length === 0) {
    return (
      <EmptyState title={t('none')}>
        <p>{t('noneHelp')}</p>
      </EmptyState>
    )
  }
  const last = data.policies.length === pageSize ? data.policies.at(-1)?.policy : undefined
  const kept = state === undefined ? {} : { state }
  return (
    <>
      <div className={layout['stack']}>
        {data.policies.map((row) => (
          <PolicyCard key={row.policy} row={row} level={2} />
        ))}
      </div>
      <Pagination
        first={after === undefined ? undefined : { to: '/policies', search: kept }}
        next={last === undefined ? undefined : { to: '/policies', search: { ...kept, after: last } }}
      />
    </>
  )
}
