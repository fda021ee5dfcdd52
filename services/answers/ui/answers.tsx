/** What the city owes a proposal, in a debate of its own or after a poll, by when, and what it has said. Where nothing is owed, nothing. */
import { useNameOf } from '@maru/web/city/city.ts'
import { Badge, type Tone } from '@maru/web/kit/badge.tsx'
import { Section } from '@maru/web/kit/page.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { PartProps } from '@maru/web/parts/parts.tsx'
import { Written } from '@maru/web/parts/written.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import type { DutyState } from '../state.ts'
import { AnswerBox, InterimBox } from './answer-box.tsx'
import { type DutyRow, useDuty, useOwed, useOwedAfter, useOwedInDebate } from './data.ts'
import { useTexts } from './texts.ts'

export const Answers = ({ number }: PartProps) => {
  const t = useTexts()
  return <Owed title={t('title')} found={useOwed(number)} />
}

export const InDebate = ({ number }: PartProps) => {
  const t = useTexts()
  return <Owed title={t('title')} found={useOwedInDebate(number)} />
}

export const FollowUp = ({ number }: PartProps) => {
  const t = useTexts()
  return <Owed title={t('followUp')} found={useOwedAfter(number)} />
}

const Owed = ({
  title,
  found: { data, error, refetch },
}: {
  readonly title: string
  readonly found: Pick<ReturnType<typeof useOwed>, 'data' | 'error' | 'refetch'>
}) => {
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data || data.duties.length === 0) return null
  return (
    <Section title={title}>
      {data.duties.map((row) => (
        <Duty key={row.duty} row={row} />
      ))}
    </Section>
  )
}

const tones: { readonly [State in DutyState]: Tone } = {
  'waiting-for-department': 'information',
  assigned: 'information',
  'due-soon': 'warning',
  overdue: 'danger',
  answered: 'success',
  'answered-late': 'warning',
  lapsed: 'neutral',
}

const Duty = ({ row }: { readonly row: DutyRow }) => {
  const t = useTexts()
  const nameOf = useNameOf()
  const { data } = useDuty(row.duty)
  const who = row.by === 'mayor' ? t('mayor') : row.department && nameOf('departments', row.department)
  return (
    <div className={layout['stack']}>
      <p className={layout['row']}>
        <Badge tone={tones[row.state]}>{t(`state-${row.state}`)}</Badge>
        <span className={layout['strong']}>{who ?? t('nobodyYet')}</span>
        <Deadline row={row} />
      </p>
      {row.answer && <Answer row={row} isCorrected={(data?.wordings.length ?? 1) > 1} />}
      {!row.answer &&
        data?.interims.map(({ at, expected, content }) => (
          <InterimBox key={at} at={at} expected={expected}>
            <Written content={content} />
          </InterimBox>
        ))}
    </div>
  )
}

const dayMs = 86_400_000

const Deadline = ({ row: { state, due, answer } }: { readonly row: DutyRow }) => {
  const t = useTexts()
  const format = useFormat()
  if (state === 'lapsed' || answer) return null
  const days = Math.floor((due - Date.now()) / dayMs)
  const date = format.date(due)
  return (
    <span className={layout['soft']}>
      {days < 0 ? t('late', { date, days: -days }) : t('left', { date, days })}
    </span>
  )
}

const Answer = ({ row, isCorrected }: { readonly row: DutyRow; readonly isCorrected: boolean }) => {
  const t = useTexts()
  const format = useFormat()
  const { answer } = row
  if (!answer) return null
  const { decision, content, at, daysLate } = answer
  return (
    <AnswerBox decision={decision} isAfterPoll={row.poll !== undefined}>
      <Written content={content} lines={5} />
      <p className={layout['soft']}>
        {t('answeredOn', { date: format.date(at) })}
        {daysLate > 0 && ` · ${t('daysLate', { days: daysLate })}`}
        {isCorrected && ` · ${t('corrected')}`}
      </p>
    </AnswerBox>
  )
}
