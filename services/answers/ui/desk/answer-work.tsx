/** Writing the answer that is owed, or an interim one. What is typed stays on the device until it is recorded. */
import { useDraft } from '@maru/web/city/drafts.ts'
import { Choices } from '@maru/web/kit/choices.tsx'
import { TextArea, TextField } from '@maru/web/kit/field.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { daysAhead, dayToTime, problemOfDay, timeToDay } from '@maru/web/screens/desk/days.ts'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Preview, Task } from '@maru/web/screens/desk/task.tsx'
import { AnswerBox, InterimBox } from '../answer-box.tsx'
import { useTexts as useAnswerTexts } from '../texts.ts'
import type { Answer } from '../../state.ts'
import { type DutyProps, pageOf } from './duty.ts'
import { useTexts } from './texts.ts'

type Decision = Answer['decision']
/** The rules have the same list, beside code that no screen needs. */
const decisions: readonly Decision[] = ['adopted', 'partly-adopted', 'not-adopted', 'referred']
const kinds = ['final', 'interim'] as const

const lengthMax = { final: 20_000, interim: 5_000 }
const empty = { kind: 'final', decision: '', body: '', interim: '', day: '' }

export const AnswerWork = ({ row, subject, soonDays }: DutyProps) => {
  const t = useTexts()
  const words = useAnswerTexts()
  const { draft, change, clear } = useDraft(`desk.answer.${row.duty}`, empty)
  const { duty, by, department, due } = row
  const kind = kinds.find((each) => each === draft.kind) ?? 'final'
  const decision = decisions.find((each) => each === draft.decision)
  const body = kind === 'final' ? draft.body : draft.interim
  const wish = { service: 'answers', text: { body }, about: pageOf(row) }
  return (
    <Task
      title={t('answer')}
      rule={t(by === 'mayor' ? 'answerRuleMayor' : 'answerRule')}
      due={due}
      dueSoonDays={soonDays}
    >
      <Choices
        legend={t('kind')}
        options={kinds.map((value) => ({ value, label: t(value), help: t(`${value}Help`) }))}
        value={kind}
        onChange={(kind) => change({ kind })}
      />
      {kind === 'final' && (
        <Choices
          legend={t('decision')}
          options={decisions.map((value) => ({ value, label: words(`decision-${value}`) }))}
          value={decision}
          onChange={(decision) => change({ decision })}
        />
      )}
      <TextArea
        label={t(kind === 'final' ? 'answerText' : 'interimText')}
        help={t('answerTextHelp')}
        required
        rows={9}
        value={body}
        lengthMax={lengthMax[kind]}
        onChange={({ target }) =>
          change(kind === 'final' ? { body: target.value } : { interim: target.value })
        }
      />
      {kind === 'interim' && (
        <TextField
          type="date"
          label={t('day')}
          help={t('dayHelp')}
          required
          value={draft.day}
          min={timeToDay(daysAhead(1))}
          max={timeToDay(daysAhead(365))}
          onChange={({ target }) => change({ day: target.value })}
        />
      )}
      <p className={layout['soft']}>{t('draftKept')}</p>
      {body.trim() !== '' && (
        <Preview>
          {kind === 'final' ? (
            decision && (
              <AnswerBox decision={decision}>
                <p className={layout['body']}>{body}</p>
              </AnswerBox>
            )
          ) : (
            <InterimBox at={Date.now()} expected={problemOfDay(draft.day) ? undefined : dayToTime(draft.day)}>
              <p className={layout['body']}>{body}</p>
            </InterimBox>
          )}
        </Preview>
      )}
      <Sign
        button={t(kind === 'final' ? 'answerSend' : 'interimSend')}
        roles={[by]}
        department={department}
        reason={reasonNot()}
        onRecorded={clear}
        wishes={() => [
          kind === 'final' && decision
            ? {
                ...wish,
                action: 'give-answer',
                input: { duty, decision },
                title: `${t('answerSend')}: ${subject}`,
              }
            : {
                ...wish,
                action: 'give-interim-answer',
                input: { duty, expected: dayToTime(draft.day) },
                title: `${t('interimSend')}: ${subject}`,
              },
        ]}
      />
    </Task>
  )

  function reasonNot(): string | undefined {
    if (kind === 'final' && !decision) return t('decisionMissing')
    if (body.trim() === '') return t('textMissing')
    if ([...body].length > lengthMax[kind]) return t('textLong')
    const problem = kind === 'interim' ? problemOfDay(draft.day) : undefined
    return problem && t(problem)
  }
}
