/** What was promised for when, and what came of it. */
import { Section } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { type Stop, Timeline } from '@maru/web/kit/timeline.tsx'
import { WrittenLine } from '@maru/web/parts/written.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import { type MilestoneRow, useMilestones } from './data.ts'
import { useTexts } from './texts.ts'

export const Milestones = ({ policy }: { readonly policy: number }) => {
  const t = useTexts()
  const { data, error, refetch } = useMilestones(policy)
  return (
    <Section title={t('milestones')}>
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={5} height="20rem" />
      ) : data.milestones.length === 0 ? (
        <p>{t('noMilestones')}</p>
      ) : (
        <Way rows={data.milestones} />
      )}
    </Section>
  )
}

const Way = ({ rows }: { readonly rows: readonly MilestoneRow[] }) => {
  const t = useTexts()
  const format = useFormat()
  const next = rows.find(({ state }) => state === 'planned')
  const stops = rows.map((row): Stop => {
    const { milestone, state, content, due, firstDue, endedAt, daysLate = 0, overdue } = row
    const promised = t('due', { date: format.date(due) })
    const ended =
      endedAt !== undefined && t(`ended-${state as 'done' | 'dropped'}`, { date: format.date(endedAt) })
    return {
      id: String(milestone),
      state: state !== 'planned' ? 'done' : overdue ? 'late' : row === next ? 'current' : 'coming',
      title: <WrittenLine content={content} />,
      detail: (
        <p>
          {ended || promised}
          {firstDue !== due && ` · ${t('firstDue', { date: format.date(firstDue) })}`}
          {daysLate > 0 && ` · ${t('daysLate', { days: daysLate })}`}
        </p>
      ),
    }
  })
  return <Timeline stops={stops} label={t('milestones')} />
}
