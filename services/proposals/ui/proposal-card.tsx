/** A proposal in a list: where, what, how far. */
import { Badge } from '@maru/web/kit/badge.tsx'
import { LinkCard } from '@maru/web/kit/card.tsx'
import { useNameOf } from '@maru/web/city/city.ts'
import { useFormat } from '@maru/web/texts/format.ts'
import { langOf } from '@maru/web/texts/lang-of.ts'
import type { ListedProposal } from './data.ts'
import { daysOver, daysUntil } from './days.ts'
import styles from './proposals.module.css'
import { StateBadge } from './state-badge.tsx'
import { useTexts } from './texts.ts'
import { ToThreshold } from './to-threshold.tsx'

export const ProposalCard = ({
  row,
  level = 3,
}: {
  readonly row: ListedProposal
  /** Of its heading: 2 right under the page's own. */
  readonly level?: 2 | 3
}) => {
  const t = useTexts()
  const format = useFormat()
  const nameOf = useNameOf()
  const { proposal, title, excerpt, field, district, openedAt, state, supports, closes, dueAt, answeredAt } =
    row
  const place = district === null ? t('wholeCity') : nameOf('districts', district)
  return (
    <LinkCard
      to={`/proposals/${proposal}`}
      level={level}
      title={title ?? t('noTitle', { number: proposal })}
      above={
        <>
          <StateBadge state={state} />
          {dueAt !== null && dueAt < Date.now() && (
            <Badge tone="danger">{t('overdue', { days: daysOver(dueAt) })}</Badge>
          )}
          {answeredAt !== null && <Badge tone="success">{t('answered')}</Badge>}
          <span>
            {nameOf('fields', field)} · {place} · {format.relative(openedAt)}
          </span>
        </>
      }
    >
      {excerpt && (
        <p className={styles['excerpt']} lang={langOf(excerpt)}>
          {excerpt}
        </p>
      )}
      <ToThreshold supports={supports} isOpen={state === 'open' || state === 'needs-assignment'} />
      {state === 'open' && closes !== undefined && (
        <p className={styles['soft']}>{t('daysLeft', { days: daysUntil(closes) })}</p>
      )}
    </LinkCard>
  )
}
