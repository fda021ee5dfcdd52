import { useCity } from '@maru/web/city/city.ts'
import { useRoles } from '@maru/web/city/roles.ts'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { useSubject } from '@maru/web/parts/subject.ts'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { type WholeDuty, useDuty } from '../data.ts'
import { AnswerWork } from './answer-work.tsx'
import { AssignWork } from './assign-work.tsx'
import { CorrectWork } from './correct-work.tsx'
import type { DutyProps } from './duty.ts'
import { useTexts } from './texts.ts'

/** Assigning, answering or correcting: whichever comes next for this duty and this officer. */
export const DutyWork = ({ id }: ItemProps) => {
  const { data, error, refetch } = useDuty(Number(id))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={8} height="40rem" />
  return <Next row={data} />
}

const Next = ({ row }: { readonly row: WholeDuty }) => {
  const t = useTexts()
  const roles = useRoles() ?? []
  const { data: city } = useCity()
  const untitled =
    row.poll === undefined ? t('noTitle', { number: row.proposal }) : t('noPollTitle', { number: row.poll })
  const subject = useSubject(row) ?? untitled
  const props: DutyProps = { row, subject, soonDays: city?.parameters['answers']?.['dueSoonDays'] }
  if (row.state === 'lapsed') {
    return (
      <Notice tone="neutral" title={t('lapsed')}>
        <p>{t('lapsedHelp')}</p>
      </Notice>
    )
  }
  if (row.answer) return <CorrectWork {...props} answer={row.answer} />
  const isAssigning = row.by === 'department' && (row.department === null || !roles.includes('department'))
  return isAssigning ? <AssignWork {...props} /> : <AnswerWork {...props} />
}
