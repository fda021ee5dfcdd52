import { useCity, useNameOf } from '@maru/web/city/city.ts'
import { Badge } from '@maru/web/kit/badge.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useSubject } from '@maru/web/parts/subject.ts'
import { DueBadge } from '@maru/web/screens/desk/task.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import type { DutyItem } from './data.ts'
import { useTexts } from './texts.ts'

/** What is owed an answer, by when, and who owes it. */
export const DutyRow = ({ item }: { readonly item: DutyItem }) => {
  const t = useTexts()
  const format = useFormat()
  const nameOf = useNameOf()
  const title = useSubject(item)
  const { data: city } = useCity()
  const { proposal, poll, due, by, department, answer, expected } = item
  return (
    <>
      <span className={layout['strong']}>
        {title === undefined
          ? '…'
          : (title ??
            (poll === undefined ? t('noTitle', { number: proposal }) : t('noPollTitle', { number: poll })))}
      </span>
      <span className={layout['row']}>
        {answer ? (
          <Badge tone={answer.daysLate > 0 ? 'warning' : 'success'}>
            {t('answeredOn', { date: format.date(answer.at) })}
          </Badge>
        ) : (
          <DueBadge due={due} soonDays={city?.parameters['answers']?.['dueSoonDays']} />
        )}
        <span className={layout['soft']}>
          {by === 'mayor' ? t('byMayor') : department ? nameOf('departments', department) : t('nobody')}
          {!answer && expected !== undefined && ` · ${t('interimGiven')}`}
        </span>
      </span>
    </>
  )
}
