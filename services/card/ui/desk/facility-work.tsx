/** What an officer does about a facility: the mayor registers, changes and closes it; the facility gives access. */
import { usePerson } from '@maru/web/city/persons.ts'
import { useRoles } from '@maru/web/city/roles.ts'
import { Choices } from '@maru/web/kit/choices.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { useState } from 'react'
import { type FacilityRow, useAllFacilities } from '../facilities.ts'
import { FacilityForm } from './facility-form.tsx'
import { FacilityStanding } from './facility-standing.tsx'
import { GiveAccess } from './give-access.tsx'
import { TakeBack } from './take-back.tsx'
import { useTexts } from './texts.ts'

export const FacilityWork = ({ id }: ItemProps) => {
  const { data } = useAllFacilities()
  if (id === 'new') return <FacilityForm action="register-facility" />
  const row = data?.find(({ facility }) => facility === id)
  return row ? <Steps row={row} /> : <Skeleton lines={6} height="24rem" />
}

type Step = 'give' | 'take-back' | 'change' | 'close' | 'reopen'

const Steps = ({ row }: { readonly row: FacilityRow }) => {
  const t = useTexts()
  const person = usePerson()
  const roles = useRoles() ?? []
  const [chosen, setStep] = useState<Step>()
  const isOpen = row.closedAt === undefined
  const isOwn = person?.account === row.account
  const isMayor = roles.includes('mayor')
  const steps: readonly Step[] = [
    ...(isOwn && isOpen ? (['give'] as const) : []),
    ...(isOwn || roles.includes('registrar') ? (['take-back'] as const) : []),
    ...(isMayor ? (isOpen ? (['change', 'close'] as const) : (['reopen'] as const)) : []),
  ]
  if (steps.length === 0) return <p>{t('notYours')}</p>
  const step = steps.find((each) => each === chosen) ?? steps[0]
  return (
    <div className={layout['stack']}>
      <Choices
        legend={t('what')}
        options={steps.map((value) => ({ value, label: t(`step-${value}`) }))}
        value={step}
        onChange={setStep}
      />
      {step === 'give' && <GiveAccess row={row} />}
      {step === 'take-back' && <TakeBack row={row} />}
      {step === 'change' && <FacilityForm action="change-facility" before={row} />}
      {(step === 'close' || step === 'reopen') && <FacilityStanding row={row} step={step} />}
    </div>
  )
}
