/** What is still owed an answer, the longest overdue first. */
import { Link } from '@tanstack/react-router'
import { useNameOf } from '../../city/city.ts'
import { Badge } from '../../kit/badge.tsx'
import { Section } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import layout from '../../parts/layout.module.css'
import { useFormat } from '../../texts/format.ts'
import { type Unanswered, useUnanswered } from './data.ts'
import styles from './reports.module.css'
import { useTexts } from './texts.ts'

export const StillOwed = () => {
  const t = useTexts()
  const { data, error, refetch } = useUnanswered()
  return (
    <Section title={t('owed')}>
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={6} height="24rem" />
      ) : data.unanswered.length === 0 ? (
        <p>{t('owedNone')}</p>
      ) : (
        <Owed rows={data.unanswered} />
      )}
    </Section>
  )
}

const Owed = ({ rows }: { readonly rows: readonly Unanswered[] }) => {
  const sorted = rows.toSorted((a, b) => a.due - b.due)
  return (
    <ul className={styles['owed']}>
      {sorted.map((row) => (
        <Item key={row.duty} row={row} />
      ))}
    </ul>
  )
}

const Item = ({ row }: { readonly row: Unanswered }) => {
  const t = useTexts()
  const format = useFormat()
  const nameOf = useNameOf()
  const { duty, proposal, debate, poll, title, owedBy, department, due, daysOverdue } = row
  return (
    <li>
      <Link to={pageOf(row)} className={layout['link']}>
        {title ?? t('noTitle', { number: proposal ?? debate ?? poll ?? duty })}
      </Link>
      <p className={layout['row']}>
        {daysOverdue > 0 && <Badge tone="danger">{t('daysLate', { count: daysOverdue })}</Badge>}
        <span className={layout['soft']}>
          {owedBy === 'mayor'
            ? t('mayor')
            : department === null
              ? t('unassigned')
              : nameOf('departments', department)}
          {' · '}
          {t('due', { date: format.date(due) })}
        </span>
      </p>
    </li>
  )
}

const pageOf = ({ proposal, debate, poll }: Unanswered): string => {
  if (poll !== null) return `/polls/${poll}`
  return proposal === null ? `/debates/${debate}` : `/proposals/${proposal}`
}
