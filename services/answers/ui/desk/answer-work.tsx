/** The answer that is owed, or an interim one before it. */
import { useDraft } from '@maru/web/city/drafts.ts'
import { Choices } from '@maru/web/kit/choices.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import type { DutyProps } from './duty.ts'
import { FinalAnswer } from './final-answer.tsx'
import { InterimAnswer } from './interim-answer.tsx'
import { useTexts } from './texts.ts'

const kinds = ['final', 'interim'] as const

export const AnswerWork = (props: DutyProps) => {
  const t = useTexts()
  const { row, soonDays } = props
  const { draft, change } = useDraft(`desk.answer-kind.${row.duty}`, { kind: 'final' })
  const kind = draft.kind === 'interim' ? 'interim' : 'final'
  return (
    <Task
      title={t('answer')}
      rule={t(row.by === 'mayor' ? 'answerRuleMayor' : 'answerRule')}
      due={row.due}
      dueSoonDays={soonDays}
    >
      <Choices
        legend={t('kind')}
        options={kinds.map((value) => ({ value, label: t(value), help: t(`${value}Help`) }))}
        value={kind}
        onChange={(kind) => change({ kind })}
      />
      {kind === 'final' ? <FinalAnswer {...props} /> : <InterimAnswer {...props} />}
    </Task>
  )
}
