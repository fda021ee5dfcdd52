/** Whether a resident may take part: for reasons from a fixed list, so that nothing about a person is recorded. */
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Choices } from '@maru/web/kit/choices.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import { useState } from 'react'
import { useWords } from '../words.ts'
import { useTexts } from './texts.ts'

/** The rules have the same lists, beside code that no screen needs. */
const reasonsOf = {
  suspend: ['under-review', 'enrolled-twice', 'no-longer-resident', 'own-request'],
  restore: ['review-passed', 'mistake', 'returned'],
  leave: [],
} as const

type Reason = (typeof reasonsOf)[keyof typeof reasonsOf][number]

const actions = { suspend: 'suspend-resident', restore: 'restore-resident', leave: 'leave-city' } as const

export const StandingWork = ({
  account,
  step,
}: {
  readonly account: string
  readonly step: keyof typeof actions
}) => {
  const t = useTexts()
  const words = useWords()
  const pseudonym = usePseudonym()
  const [reason, setReason] = useState<Reason>()
  const reasons: readonly Reason[] = reasonsOf[step]
  const needsReason = reasons.length > 0
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
        roles={['registrar']}
        look={step === 'restore' ? 'primary' : 'danger'}
        reason={needsReason && !reason ? t('reasonMissing') : undefined}
        wishes={() => [
          {
            service: 'residents',
            action: actions[step],
            input: { account, ...(reason && { reason }) },
            about: `/tracker/accounts/${account}`,
            title: `${t(`send-${step}`)}: ${pseudonym(account)}`,
          },
        ]}
      />
    </Task>
  )
}
