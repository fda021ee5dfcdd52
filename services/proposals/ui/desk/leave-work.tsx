/** Undoing a joining, with reasons: the proposal takes supports of its own again. */
import { useDraft } from '@maru/web/city/drafts.ts'
import { useSubject } from '@maru/web/parts/subject.ts'
import { OfficialText, useTextProblem } from '@maru/web/screens/desk/official-text.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import type { ProposalRow } from '../data.ts'
import { useTexts as useProposalTexts } from '../texts.ts'
import { useTexts } from './texts.ts'

const lengthMax = 5_000

export const LeaveWork = ({
  row: { proposal },
  into,
  title,
}: {
  readonly row: ProposalRow
  readonly into: number
  readonly title: string
}) => {
  const t = useTexts()
  const words = useProposalTexts()
  const lead = useSubject({ proposal: into }) ?? words('noTitle', { number: into })
  const { draft, change, clear } = useDraft(`desk.leave.${proposal}`, { body: '' })
  const { body } = draft
  const problem = useTextProblem(body, lengthMax)
  return (
    <Task title={t('leaveTitle')} rule={t('leaveRule')}>
      <p>{t('leaveWhat', { title: lead })}</p>
      <OfficialText
        label={t('leaveReasons')}
        rows={5}
        value={body}
        lengthMax={lengthMax}
        onChange={(body) => change({ body })}
      />
      <Sign
        button={t('leaveSend')}
        roles={['moderator', 'mayor']}
        reason={problem}
        onRecorded={clear}
        wishes={() => [
          {
            service: 'proposals',
            action: 'leave-join',
            input: { proposal },
            text: { body },
            about: `/proposals/${proposal}`,
            title: `${t('leaveSend')}: ${title}`,
          },
        ]}
      />
    </Task>
  )
}
