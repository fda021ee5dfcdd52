import { useNameOf } from '@maru/web/city/city.ts'
import { Badge } from '@maru/web/kit/badge.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useSubject } from '@maru/web/parts/subject.ts'
import { DueBadge } from '@maru/web/screens/desk/task.tsx'
import type { PolicyItem } from './data.ts'
import { useTexts } from './texts.ts'

/** What is carried out, by whom, and which promise comes next. */
export const PolicyRowItem = ({ item }: { readonly item: PolicyItem }) => {
  const t = useTexts()
  const nameOf = useNameOf()
  const subject = useSubject(item)
  const { policy, department, content, overdue, nextDue, planned, evidence } = item
  return (
    <>
      <span className={layout['strong']}>
        {subject === undefined ? '…' : (subject ?? t('noTitle', { number: policy }))}
      </span>
      <span className={layout['row']}>
        {nextDue !== null ? (
          <DueBadge due={nextDue} />
        ) : (
          <Badge tone={content === undefined ? 'warning' : 'neutral'}>
            {t(content === undefined ? 'noPlanYet' : planned === 0 && evidence > 0 ? 'canEnd' : 'noSteps')}
          </Badge>
        )}
        {overdue > 1 && <span className={layout['soft']}>{t('overdue', { count: overdue })}</span>}
        <span className={layout['soft']}>
          {department === null ? t('nobody') : nameOf('departments', department)}
        </span>
      </span>
    </>
  )
}
