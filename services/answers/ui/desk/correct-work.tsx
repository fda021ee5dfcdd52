/** Another wording of an answer that was given. What was decided and when stays, and so does every wording before. */
import { useDraft } from '@maru/web/city/drafts.ts'
import { useText } from '@maru/web/city/text-of.ts'
import { Disclosure } from '@maru/web/kit/disclosure.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Written } from '@maru/web/parts/written.tsx'
import { OfficialText, useTextProblem } from '@maru/web/screens/desk/official-text.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Preview, Task } from '@maru/web/screens/desk/task.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import type { Json } from '@maru/web/city/json.ts'
import { AnswerBox } from '../answer-box.tsx'
import type { Answer } from '../../state.ts'
import { type DutyProps, pageOf } from './duty.ts'
import { useTexts } from './texts.ts'

const lengthMax = 20_000

export const CorrectWork = (props: DutyProps & { readonly answer: Json<Answer> }) => {
  const { data } = useText<{ readonly body: string }>(props.answer.content)
  if (data === undefined) return <Skeleton lines={8} height="40rem" />
  return <Correct key={props.answer.content} {...props} before={data?.body ?? ''} />
}

const Correct = ({
  row,
  subject,
  answer,
  before,
}: DutyProps & { readonly answer: Json<Answer>; readonly before: string }) => {
  const t = useTexts()
  const format = useFormat()
  const { draft, change, clear } = useDraft(`desk.correct.${row.duty}`, { body: before })
  const { duty, by, department, wordings } = row
  const { body } = draft
  const problem = useTextProblem(body, lengthMax)
  return (
    <Task title={t('correct')} rule={t('correctRule', { date: format.date(answer.at) })}>
      <OfficialText
        label={t('answerText')}
        value={body}
        lengthMax={lengthMax}
        onChange={(body) => change({ body })}
      />
      {body !== before && (
        <Preview>
          <AnswerBox decision={answer.decision} isAfterPoll={row.poll !== undefined}>
            <p className={layout['body']}>{body}</p>
          </AnswerBox>
        </Preview>
      )}
      <Sign
        button={t('correctSend')}
        roles={[by]}
        department={department}
        reason={problem ?? (body === before ? t('sameText') : undefined)}
        onRecorded={clear}
        wishes={() => [
          {
            service: 'answers',
            action: 'correct-answer',
            input: { duty },
            text: { body },
            about: pageOf(row),
            title: `${t('correctSend')}: ${subject}`,
          },
        ]}
      />
      {wordings.length > 1 && (
        <Disclosure title={t('wordings', { count: wordings.length - 1 })}>
          {wordings.slice(1).map(({ at, content }) => (
            <div key={content} className={layout['tight']}>
              <p className={layout['soft']}>{format.dateTime(at)}</p>
              <Written content={content} />
            </div>
          ))}
        </Disclosure>
      )}
    </Task>
  )
}
