/** What an officer does about a relying service: registers or changes it, stops it, lets it go on, or ends it. */
import { usePerson } from '@maru/web/city/persons.ts'
import { useRoles } from '@maru/web/city/roles.ts'
import { Choices } from '@maru/web/kit/choices.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useState } from 'react'
import { type Service, useService } from '../data.ts'
import { EntryForm } from './entry-form.tsx'
import { StandingForm } from './standing-form.tsx'
import { useTexts } from './texts.ts'

export const ServiceWork = ({ id }: { readonly id: string }) =>
  id === 'new' ? <EntryForm action="register-service" /> : <Known id={id} />

const Known = ({ id }: { readonly id: string }) => {
  const { data } = useService(id)
  return data ? <Steps key={data.changedAt} service={data} /> : <Skeleton lines={6} height="20rem" />
}

type Step = 'change' | 'suspend' | 'restore' | 'end'

const Steps = ({ service }: { readonly service: Service }) => {
  const t = useTexts()
  const person = usePerson()
  const roles = useRoles() ?? []
  const [step, setStep] = useState<Step>()
  const isRegistrar = person !== undefined && roles.includes('registrar')
  const steps: readonly Step[] =
    service.state === 'ended'
      ? []
      : [
          ...(isRegistrar ? (['change'] as const) : []),
          ...(service.state === 'active' ? (['suspend'] as const) : []),
          ...(isRegistrar && service.state === 'suspended' ? (['restore'] as const) : []),
          ...(isRegistrar ? (['end'] as const) : []),
        ]
  if (steps.length === 0) return <p>{t('nothingToDo')}</p>
  return (
    <div className={layout['stack']}>
      <Choices
        legend={t('step')}
        options={steps.map((value) => ({ value, label: t(`step-${value}`) }))}
        value={step}
        onChange={setStep}
      />
      {step === 'change' && <EntryForm action="change-service" before={service} />}
      {step !== undefined && step !== 'change' && (
        <StandingForm key={step} service={service.service} step={step} />
      )}
    </div>
  )
}
