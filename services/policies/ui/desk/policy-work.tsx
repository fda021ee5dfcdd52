import { useRoles } from '@maru/web/city/roles.ts'
import { Notice } from '@maru/web/kit/notice.tsx'
import { Select } from '@maru/web/kit/field.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useSubject } from '@maru/web/parts/subject.ts'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { useState } from 'react'
import { type PolicyRow, usePolicy } from '../data.ts'
import { AssignPolicy } from './assign-policy.tsx'
import { MilestoneWork } from './milestone-work.tsx'
import { OpenPolicy } from './open-policy.tsx'
import { PlanWork } from './plan-work.tsx'
import { useTexts } from './texts.ts'
import { WordsWork } from './words-work.tsx'

/** Opening a policy, naming its department, or one of the steps that its department takes. */
export const PolicyWork = ({ id }: ItemProps) =>
  id === 'new' ? <OpenPolicy /> : <OnPolicy policy={Number(id)} />

const OnPolicy = ({ policy }: { readonly policy: number }) => {
  const t = useTexts()
  const roles = useRoles() ?? []
  const { data: row, error, refetch } = usePolicy(policy)
  const subject = useSubject({ proposal: row?.proposal ?? 0, content: row?.content, poll: row?.poll })
  if (error && !row) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!row) return <Skeleton lines={8} height="40rem" />
  const props = { row, subject: subject ?? t('noTitle', { number: policy }) }
  if (row.endedAt !== undefined) {
    return (
      <Notice tone="neutral" title={t('ended')}>
        <p>{t('endedHelp')}</p>
      </Notice>
    )
  }
  if (row.department === null || !roles.includes('department')) return <AssignPolicy {...props} />
  return <Steps {...props} />
}

export interface PolicyProps {
  readonly row: PolicyRow
  /** Receipts are called after it. */
  readonly subject: string
}

/** In the order in which they most often come. */
const steps = [
  'plan',
  'add-milestone',
  'change-milestone',
  'end-milestone',
  'report-progress',
  'add-evidence',
  'carry-out',
  'drop',
] as const
type Step = (typeof steps)[number]

const Steps = (props: PolicyProps) => {
  const t = useTexts()
  const [chosen, setStep] = useState<Step | ''>('')
  const { content, planned, evidence } = props.row
  const next: Step =
    content === undefined
      ? 'plan'
      : planned > 0
        ? 'report-progress'
        : evidence > 0
          ? 'carry-out'
          : 'add-milestone'
  const step = chosen === '' ? next : chosen
  return (
    <div className={layout['stack']}>
      <Select
        label={t('step')}
        required
        options={steps.map((value) => ({ value, label: t(`step-${value}`) }))}
        value={step}
        onChange={setStep}
      />
      <Form key={step} step={step} {...props} />
    </div>
  )
}

const Form = ({ step, ...props }: PolicyProps & { readonly step: Step }) => {
  if (step === 'plan') return <PlanWork {...props} />
  if (step === 'add-milestone' || step === 'change-milestone') return <MilestoneWork step={step} {...props} />
  return <WordsWork step={step} {...props} />
}
