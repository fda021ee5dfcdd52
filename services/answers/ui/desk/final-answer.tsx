/** Writing the answer: a decision and its words. What is typed stays on the device until it is recorded. */
import { useDraft } from '@maru/web/city/drafts.ts'
import { Choices } from '@maru/web/kit/choices.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { OfficialText, useTextProblem } from '@maru/web/screens/desk/official-text.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Preview } from '@maru/web/screens/desk/task.tsx'
import { AnswerBox } from '../answer-box.tsx'
import { useTexts as useAnswerTexts } from '../texts.ts'
import type { Answer } from '../../state.ts'
import { type DutyProps, pageOf } from './duty.ts'
import { useTexts } from './texts.ts'

/** The rules have the same list, beside code that no screen needs. */
const decisions: readonly Answer['decision'][] = ['adopted', 'partly-adopted', 'not-adopted', 'referred']
const lengthMax = 20_000

export const FinalAnswer = ({ row, subject }: DutyProps) => {
  const t = useTexts()
  const words = useAnswerTexts()
  const { duty, by, department, poll } = row
  const isAfterPoll = poll !== undefined
  const { draft, change, clear } = useDraft(`desk.answer.${duty}`, { decision: '', body: '' })
  const { body } = draft
  const decision = decisions.find((each) => each === draft.decision)
  const problem = useTextProblem(body, lengthMax)
  return (
    <>
      <Choices
        legend={t('decision')}
        options={decisions.map((value) => ({
          value,
          label: words(`${isAfterPoll ? 'after' : 'decision'}-${value}`),
        }))}
        value={decision}
        onChange={(decision) => change({ decision })}
      />
      <OfficialText
        label={t('answerText')}
        value={body}
        lengthMax={lengthMax}
        onChange={(body) => change({ body })}
      />
      {decision && body.trim() !== '' && (
        <Preview>
          <AnswerBox decision={decision} isAfterPoll={isAfterPoll}>
            <p className={layout['body']}>{body}</p>
          </AnswerBox>
        </Preview>
      )}
      <Sign
        button={t('answerSend')}
        roles={[by]}
        department={department}
        reason={decision ? problem : t('decisionMissing')}
        onRecorded={clear}
        wishes={() => [
          {
            service: 'answers',
            action: 'give-answer',
            input: { duty, decision: draft.decision },
            text: { body },
            about: pageOf(row),
            title: `${t('answerSend')}: ${subject}`,
          },
        ]}
      />
    </>
  )
}
