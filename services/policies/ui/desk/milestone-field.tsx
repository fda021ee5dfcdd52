import { Select } from '@maru/web/kit/field.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import { type MilestoneRow, useMilestones } from '../data.ts'
import { useTitles } from './data.ts'
import { useTexts } from './texts.ts'

/** Those of a policy, all or only what is still promised. */
export const useMilestoneRows = (policy: number, isPlannedOnly: boolean): readonly MilestoneRow[] => {
  const { data } = useMilestones(policy)
  return (data?.milestones ?? []).filter(({ state }) => !isPlannedOnly || state === 'planned')
}

export const MilestoneField = ({
  rows,
  value,
  onChange,
  isOptional = false,
}: {
  readonly rows: readonly MilestoneRow[]
  readonly value: string
  readonly onChange: (milestone: string) => void
  /** Then nothing chosen is the whole policy. */
  readonly isOptional?: boolean
}) => {
  const t = useTexts()
  const format = useFormat()
  const titles = useTitles(rows.map(({ content }) => content))
  return (
    <Select
      label={t('milestone')}
      required={!isOptional}
      {...(isOptional && { placeholder: t('wholePolicy') })}
      options={rows.map(({ milestone, due }, index) => ({
        value: String(milestone),
        label: `${titles[index] ?? ''} (${t('dueBy', { date: format.date(due) })})`,
      }))}
      value={rows.some(({ milestone }) => String(milestone) === value) ? value : ''}
      onChange={onChange}
    />
  )
}
