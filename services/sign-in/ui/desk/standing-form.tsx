import { Choices } from '@maru/web/kit/choices.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import { useState } from 'react'
import { useWords } from '../words.ts'
import { useTexts } from './texts.ts'

/** The rules have the same list, beside code that no screen needs. */
const reasons = ['under-review', 'asked-too-much', 'key-lost', 'own-request'] as const
const actions = { suspend: 'suspend-service', restore: 'restore-service', end: 'end-service' } as const

export const StandingForm = ({
  service,
  step,
}: {
  readonly service: string
  readonly step: keyof typeof actions
}) => {
  const t = useTexts()
  const words = useWords()
  const [reason, setReason] = useState<(typeof reasons)[number]>()
  const needsReason = step === 'suspend'
  return (
    <Task title={t(`step-${step}`)} rule={t(`rule-${step}`)}>
      {needsReason && (
        <Choices
          legend={t('reason')}
          options={reasons.map((value) => ({ value, label: words[value] }))}
          value={reason}
          onChange={setReason}
        />
      )}
      <Sign
        button={t(`send-${step}`)}
        roles={step === 'suspend' ? ['registrar', 'auditor'] : ['registrar']}
        look={step === 'restore' ? 'primary' : 'danger'}
        reason={needsReason && !reason ? t('reasonMissing') : undefined}
        wishes={() => [
          {
            service: 'sign-in',
            action: actions[step],
            input: { service, ...(needsReason && reason && { reason }) },
            about: '/services',
            title: `${t(`send-${step}`)}: ${service}`,
          },
        ]}
      />
    </Task>
  )
}
