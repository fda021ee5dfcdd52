import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import type { FacilityRow } from '../facilities.ts'
import { useTexts } from './texts.ts'

/** Closing a facility, and undoing that. */
export const FacilityStanding = ({
  row: { facility, ko },
  step,
}: {
  readonly row: FacilityRow
  readonly step: 'close' | 'reopen'
}) => {
  const t = useTexts()
  return (
    <Task title={t(`step-${step}`)} rule={t(`rule-${step}`)}>
      <Sign
        button={t(`send-${step}`)}
        roles={['mayor']}
        look={step === 'close' ? 'danger' : 'primary'}
        wishes={() => [
          {
            service: 'card',
            action: `${step}-facility`,
            input: { facility },
            about: `/desk/facilities/${facility}`,
            title: `${t(`send-${step}`)}: ${ko}`,
          },
        ]}
      />
    </Task>
  )
}
