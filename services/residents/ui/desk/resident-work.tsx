import { Select } from '@maru/web/kit/field.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { useState } from 'react'
import type { Resident } from '../../state.ts'
import { useAccount, useResident } from '../data.ts'
import { EnrolWork } from './enrol-work.tsx'
import { FindWork } from './find-work.tsx'
import { IdentityWork } from './identity-work.tsx'
import { ReplaceWork } from './replace-work.tsx'
import { RestoreWork } from './restore-work.tsx'
import { StandingWork } from './standing-work.tsx'
import { useTexts } from './texts.ts'

/** Enrolling, finding an account, and what is done for one. */
export const ResidentWork = ({ id }: ItemProps) => {
  if (id === 'enrol') return <EnrolWork />
  if (id === 'find') return <FindWork />
  return <OnAccount account={id} />
}

const steps = ['replace', 'identity', 'suspend', 'restore', 'leave'] as const
type Step = (typeof steps)[number]

/** R5, R6, R7: what a standing allows. */
const stepsOf: { readonly [State in Resident['state']]: readonly Step[] } = {
  active: ['replace', 'identity', 'suspend', 'leave'],
  suspended: ['replace', 'restore', 'leave'],
  left: ['restore', 'replace'],
}

const OnAccount = ({ account }: { readonly account: string }) => {
  const t = useTexts()
  const { data: resident } = useResident(account)
  const { data: known } = useAccount(account)
  const [chosen, setStep] = useState<Step | ''>('')
  if (resident === undefined || known === undefined) return <Skeleton lines={6} height="30rem" />
  if (known === null) return <FindWork />
  if (resident === null || known.roles.length > 0) {
    return (
      <Notice tone="neutral" title={t('officerAccount')}>
        <p>{t('officerAccountHelp')}</p>
      </Notice>
    )
  }
  const possible = stepsOf[resident.state]
  const step = possible.find((each) => each === chosen) ?? possible[0]
  return (
    <div className={layout['stack']}>
      <Select
        label={t('step')}
        required
        options={possible.map((value) => ({ value, label: t(`step-${value}`) }))}
        value={step ?? ''}
        onChange={setStep}
      />
      {step === 'replace' ? (
        <ReplaceWork account={account} role="registrar" />
      ) : step === 'identity' ? (
        <IdentityWork account={account} />
      ) : step === 'restore' ? (
        <RestoreWork account={account} row={resident} />
      ) : (
        step && <StandingWork key={step} account={account} step={step} />
      )}
    </div>
  )
}
