import { Select } from '@maru/web/kit/field.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { useState } from 'react'
import { useDepartments, useOfficers } from '../data.ts'
import { ChangeOffice } from './change-office.tsx'
import { RegisterWork } from './register-work.tsx'
import { ReplaceWork } from './replace-work.tsx'
import { useTexts } from './texts.ts'

/** A new officer, or another office for one. */
export const OfficerWork = ({ id }: ItemProps) =>
  id === 'new' ? <RegisterWork /> : <OnOfficer account={id} />

const steps = ['grant', 'end', 'place', 'remove', 'replace'] as const
type Step = (typeof steps)[number]

const OnOfficer = ({ account }: { readonly account: string }) => {
  const t = useTexts()
  const [step, setStep] = useState<Step>('grant')
  const { data: officers } = useOfficers()
  const { data: departments } = useDepartments()
  if (!officers || !departments) return <Skeleton lines={6} height="30rem" />
  const roles = officers.officers.filter((each) => each.account === account).map(({ role }) => role)
  const placed = departments.departments
    .filter(({ officers }) => officers.some((each) => each.account === account))
    .map(({ department }) => department)
  const all = departments.departments.map(({ department }) => department)
  return (
    <div className={layout['stack']}>
      <Select
        label={t('step')}
        required
        options={steps.map((value) => ({ value, label: t(`step-${value}`) }))}
        value={step}
        onChange={(step) => step !== '' && setStep(step)}
      />
      {step === 'replace' ? (
        <ReplaceWork account={account} role="mayor" />
      ) : (
        <ChangeOffice key={step} account={account} step={step} roles={roles} placed={placed} all={all} />
      )}
    </div>
  )
}
