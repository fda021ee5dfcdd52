/** Telling how it stands and when the answer comes. It moves no deadline. */
import { useDraft } from '@maru/web/city/drafts.ts'
import { TextField } from '@maru/web/kit/field.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { daysAhead, dayToTime, problemOfDay, timeToDay } from '@maru/web/screens/desk/days.ts'
import { OfficialText, useTextProblem } from '@maru/web/screens/desk/official-text.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Preview } from '@maru/web/screens/desk/task.tsx'
import { InterimBox } from '../answer-box.tsx'
import { type DutyProps, pageOf } from './duty.ts'
import { useTexts } from './texts.ts'

const lengthMax = 5_000

export const InterimAnswer = ({ row, subject }: DutyProps) => {
  const t = useTexts()
  const { duty, by, department } = row
  const { draft, change, clear } = useDraft(`desk.interim.${duty}`, { body: '', day: '' })
  const { body, day } = draft
  const wrongDay = problemOfDay(day)
  const problem = useTextProblem(body, lengthMax)
  return (
    <>
      <OfficialText
        label={t('interimText')}
        value={body}
        lengthMax={lengthMax}
        onChange={(body) => change({ body })}
      />
      <TextField
        type="date"
        label={t('day')}
        help={t('dayHelp')}
        required
        value={day}
        min={timeToDay(daysAhead(1))}
        max={timeToDay(daysAhead(364))}
        onChange={({ target }) => change({ day: target.value })}
      />
      {body.trim() !== '' && (
        <Preview>
          <InterimBox at={Date.now()} expected={wrongDay ? undefined : dayToTime(day)}>
            <p className={layout['body']}>{body}</p>
          </InterimBox>
        </Preview>
      )}
      <Sign
        button={t('interimSend')}
        roles={[by]}
        department={department}
        reason={problem ?? (wrongDay && t(wrongDay))}
        onRecorded={clear}
        wishes={() => [
          {
            service: 'answers',
            action: 'give-interim-answer',
            input: { duty, expected: dayToTime(day) },
            text: { body },
            about: pageOf(row),
            title: `${t('interimSend')}: ${subject}`,
          },
        ]}
      />
    </>
  )
}
