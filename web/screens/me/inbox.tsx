/** What somebody is told. The city shows it to the account's own keys only: each page is asked for with a signature. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { askNotices, type InboxPage } from '../../city/notices.ts'
import type { Person } from '../../city/persons.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button, ButtonLink } from '../../kit/button.tsx'
import { Pagination } from '../../kit/pagination.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import layout from '../../parts/layout.module.css'
import { useFormat } from '../../texts/format.ts'
import { useLanguage } from '../../texts/settings.ts'
import styles from './me.module.css'
import { useTexts } from './texts.ts'

export const Inbox = ({ person, chain }: { readonly person: Person; readonly chain: string }) => {
  const t = useTexts()
  const format = useFormat()
  const language = useLanguage()
  const queries = useQueryClient()
  const { cursor }: { readonly cursor?: string } = useSearch({ strict: false })
  const queryKey = ['inbox', person.account, language, cursor ?? '']
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: () =>
      askNotices<InboxPage>(person, { chain }, 'read-inbox', { limit: 20, ...(cursor && { cursor }) }),
  })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={8} height="40rem" />
  const markRead = async () => {
    await askNotices(person, { chain }, 'mark-read', { to: data.reached })
    await queries.invalidateQueries({ queryKey: ['inbox', person.account] })
  }
  return (
    <div className={styles['sections']}>
      <div>
        <ButtonLink to="/me/notices" size="small" look="tertiary">
          {t('noticeSettings')}
        </ButtonLink>
      </div>
      {data.notices.length === 0 ? (
        <EmptyState title={t('noNotices')}>
          <p>{t('noNoticesHelp')}</p>
        </EmptyState>
      ) : (
        <ul>
          {data.notices.map(({ id, text, time, read, data }) => (
            <li key={id} className={styles['act']}>
              <p className={layout['row']}>
                {!read && <Badge tone="information">{t('new')}</Badge>}
                <span className={layout['soft']}>{format.dateTime(time)}</span>
              </p>
              <Link to={pageOf(data)} className={styles['title']}>
                {text}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {data.unread > 0 && (
        <div>
          <Button look="secondary" onClick={() => void markRead().catch(() => refetch())}>
            {t('markRead')}
          </Button>
        </div>
      )}
      <Pagination
        first={cursor === undefined ? undefined : { to: '/me', search: { tab: 'inbox' } }}
        next={data.next === null ? undefined : { to: '/me', search: { tab: 'inbox', cursor: data.next } }}
      />
    </div>
  )
}

/** The page of what a notice is about. */
const pageOf = (data: { readonly [name: string]: unknown }): string => {
  for (const [name, page] of pages) {
    const number = data[name]
    if (typeof number === 'number' && number > 0) return `${page}/${number}`
  }
  return '/me'
}

const pages = [
  ['policy', '/policies'],
  ['poll', '/polls'],
  ['debate', '/debates'],
  ['proposal', '/proposals'],
] as const
