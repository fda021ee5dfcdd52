/** A policy in a list: what it carries out, who is responsible, how far it is. */
import { useNameOf } from '@maru/web/city/city.ts'
import { LinkCard } from '@maru/web/kit/card.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useSubject } from '@maru/web/parts/subject.ts'
import { useFormat } from '@maru/web/texts/format.ts'
import type { PolicyRow } from './data.ts'
import { StateBadge } from './state-badge.tsx'
import { useTexts } from './texts.ts'

export const PolicyCard = ({
  row,
  level = 3,
}: {
  readonly row: PolicyRow
  /** Of its heading: 2 right under the page's own. */
  readonly level?: 2 | 3
}) => {
  const t = useTexts()
  const format = useFormat()
  const nameOf = useNameOf()
  const subject = useSubject({ proposal: row.proposal, content: row.content, poll: row.poll })
  const { policy, state, department, openedAt, endedAt, planned, evidence } = row
  return (
    <LinkCard
      to={`/policies/${policy}`}
      level={level}
      title={subject === undefined ? '…' : (subject ?? t('noTitle', { number: policy }))}
      above={
        <>
          <StateBadge state={state} />
          {department !== null && <span>{nameOf('departments', department)}</span>}
        </>
      }
    >
      <p className={layout['soft']}>
        {endedAt === undefined
          ? t('began', { date: format.date(openedAt) })
          : t('ran', { from: format.date(openedAt), to: format.date(endedAt) })}
        {planned > 0 && ` · ${t('planned', { count: planned })}`}
        {evidence > 0 && ` · ${t('evidence', { count: evidence })}`}
      </p>
    </LinkCard>
  )
}
