/** What people say about a proposal or a debate, for and against, with replies. */
import { Section } from '@maru/web/kit/page.tsx'
import { Pagination } from '@maru/web/kit/pagination.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { PartProps } from '@maru/web/parts/parts.tsx'
import { Link, useSearch } from '@tanstack/react-router'
import type { Side, Target } from '../state.ts'
import { CommentForm } from './comment-form.tsx'
import { type Order, orders, pageSize, sides, useComments, useCounts } from './data.ts'
import styles from './comments.module.css'
import { Thread } from './thread.tsx'
import { useTexts } from './texts.ts'

export const OnProposal = ({ number }: PartProps) => <Comments target={{ service: 'proposals', number }} />

export const OnDebate = ({ number }: PartProps) => <Comments target={{ service: 'debates', number }} />

/** What is shown stands in the address, beside what else the page keeps there. */
interface Search {
  readonly side?: string
  readonly order?: string
  readonly comments?: string | number
}

const Comments = ({ target }: { readonly target: Target }) => {
  const t = useTexts()
  const search: Search = useSearch({ strict: false })
  const side = sides.find((each) => each === search.side)
  const order = orders.find((each) => each === search.order) ?? 'most-helpful'
  const after = search.comments === undefined ? undefined : String(search.comments)
  const { data: counts } = useCounts(target)
  const to = `/${target.service}/${target.number}`
  const total = counts ? counts.for + counts.against + counts.none : undefined
  return (
    <Section title={total === undefined ? t('title') : t('titleCount', { count: total })}>
      <Disclosure title={t('write')}>
        <CommentForm target={target} />
      </Disclosure>
      <nav aria-label={t('which')} className={layout['chips']}>
        {[undefined, ...sides].map((each) => (
          <Link
            key={each ?? 'all'}
            to={to}
            search={{ order, ...(each && { side: each }) }}
            className={layout['chip']}
            aria-current={each === side ? 'true' : undefined}
            resetScroll={false}
          >
            {t(each ?? 'all')}
            {each && counts && ` ${counts[each]}`}
          </Link>
        ))}
        <Link
          to={to}
          search={{ order: order === 'newest' ? 'most-helpful' : 'newest', ...(side && { side }) }}
          className={layout['chip']}
          resetScroll={false}
        >
          {t(order === 'newest' ? 'byHelpful' : 'byNewest')}
        </Link>
      </nav>
      <List target={target} order={order} side={side} after={after} to={to} />
    </Section>
  )
}

const List = ({
  target,
  order,
  side,
  after,
  to,
}: {
  readonly target: Target
  readonly order: Order
  readonly side: Side | undefined
  readonly after: string | undefined
  readonly to: string
}) => {
  const t = useTexts()
  const { data, error, refetch } = useComments(target, order, side, after)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={6} height="30rem" />
  if (data.comments.length === 0) return <EmptyState title={t('empty')} />
  const { comments } = data
  const last = comments.length === pageSize ? comments.at(-1)?.comment : undefined
  const next = order === 'newest' ? last : (data.next ?? undefined)
  const kept = { order, ...(side && { side }) }
  return (
    <>
      <ul>
        {comments.map((row) => (
          <li key={row.comment} className={styles['comment']}>
            <Thread row={row} />
          </li>
        ))}
      </ul>
      <Pagination
        first={after === undefined ? undefined : { to, search: kept }}
        next={next === undefined ? undefined : { to, search: { ...kept, comments: next } }}
      />
    </>
  )
}
