import { usePrepareMember } from '@maru/web/city/prepare-member.ts'
import { ButtonLink } from '@maru/web/kit/button.tsx'
import { Page } from '@maru/web/kit/page.tsx'
import { Pagination } from '@maru/web/kit/pagination.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import { FollowButton } from '@maru/web/parts/follow.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Link, useSearch } from '@tanstack/react-router'
import type { Asker, PollState } from '../state.ts'
import { namedGroupOf, pageSize, usePolls } from './data.ts'
import { PollCard } from './poll-card.tsx'
import { useTexts } from './texts.ts'

const shownStates = ['open', 'announced', 'closed', 'withdrawn'] as const
const shownAskers = ['city', 'residents'] as const

type Search = { readonly state?: string; readonly asker?: string; readonly after?: number }

/** All polls, newest first; the address names the asker, the state and the page. */
export const Screen = () => {
  const t = useTexts()
  const search: Search = useSearch({ strict: false })
  const state = shownStates.find((each) => each === search.state)
  const asker = shownAskers.find((each) => each === search.asker)
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>} crumbs={[]}>
      <div className={layout['row']}>
        <ButtonLink to="/polls/write">{t('write')}</ButtonLink>
        <FollowButton kind="polls" id={asker ?? 'city'} name={t(`followed-${asker ?? 'city'}`)} />
      </div>
      <Chips label={t('whoAsks')} name="asker" values={shownAskers} chosen={asker} kept={{ state }} />
      <Chips label={t('which')} name="state" values={shownStates} chosen={state} kept={{ asker }} />
      <List state={state} asker={asker} after={Number(search.after) || undefined} />
    </Page>
  )
}

/** `kept` is what the address says besides. */
const Chips = <Value extends Asker | PollState>({
  label,
  name,
  values,
  chosen,
  kept,
}: {
  readonly label: string
  readonly name: 'asker' | 'state'
  readonly values: readonly Value[]
  readonly chosen: Value | undefined
  readonly kept: { readonly [field: string]: string | undefined }
}) => {
  const t = useTexts()
  const others = given(kept)
  return (
    <nav aria-label={label} className={layout['chips']}>
      {[undefined, ...values].map((each) => (
        <Link
          key={each ?? 'all'}
          to="/polls"
          search={each === undefined ? others : { ...others, [name]: each }}
          className={layout['chip']}
          activeOptions={{ exact: true }}
          aria-current={each === chosen ? 'true' : undefined}
        >
          {t(each === undefined ? 'all' : (`${name}-${each}` as `asker-${Asker}` | `state-${PollState}`))}
        </Link>
      ))}
    </nav>
  )
}

const List = (input: {
  readonly state: PollState | undefined
  readonly asker: Asker | undefined
  readonly after: number | undefined
}) => {
  const t = useTexts()
  const { data, error, refetch } = usePolls(input)
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
  const last = data.polls.length === pageSize ? data.polls.at(-1)?.poll : undefined
  const kept = given({ state: input.state, asker: input.asker })
  return (
    <>
      <div className={layout['stack']}>
        {data.polls.map((row) => (
          <PollCard key={row.poll} row={row} />
        ))}
      </div>
      <Pagination
        first={input.after === undefined ? undefined : { to: '/polls', search: kept }}
        next={last === undefined ? undefined : { to: '/polls', search: { ...kept, after: last } }}
      />
    </>
  )
}

const given = (fields: { readonly [field: string]: string | undefined }) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
