/** The city asks its residents a question of its own. */
import { useCity } from '@maru/web/city/city.ts'
import { useDraft } from '@maru/web/city/drafts.ts'
import { TextArea, TextField } from '@maru/web/kit/field.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Preview, Task } from '@maru/web/screens/desk/task.tsx'
import { useDebate } from '../data.ts'
import { useTexts } from './texts.ts'
import { WithoutNames } from './without-names.tsx'

const titleMax = 120
const bodyMax = 60_000

export const QuestionWork = ({ id }: ItemProps) => (id === 'new' ? <Ask /> : <Asked debate={Number(id)} />)

/** There is nothing to do with a question that was asked: it closes by itself. */
const Asked = ({ debate }: { readonly debate: number }) => {
  const t = useTexts()
  const { data, error, refetch } = useDebate(debate)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={4} />
  return (
    <Task title={t('asked')} rule={t('askedRule')} due={data.closes}>
      <p>{t('askedHelp')}</p>
    </Task>
  )
}

const Ask = () => {
  const t = useTexts()
  const { data: city } = useCity()
  const { draft, change, clear } = useDraft('desk.question', { title: '', body: '' })
  const { title, body } = draft
  const days = city?.parameters['debates']?.['debateDays'] ?? 0
  return (
    <Task title={t('ask')} rule={t('askRule', { days })}>
      <WithoutNames />
      <TextField
        label={t('question')}
        help={t('questionHelp')}
        required
        value={title}
        onChange={({ target }) => change({ title: target.value })}
      />
      <TextArea
        label={t('explanation')}
        rows={8}
        value={body}
        lengthMax={bodyMax}
        onChange={({ target }) => change({ body: target.value })}
      />
      <p className={layout['soft']}>{t('draftKept')}</p>
      {title.trim() !== '' && (
        <Preview>
          <p className={layout['strong']}>{title}</p>
          <p className={layout['body']}>{body}</p>
        </Preview>
      )}
      <Sign
        button={t('askSend')}
        roles={['mayor']}
        reason={reasonNot()}
        onRecorded={clear}
        wishes={() => [
          {
            service: 'debates',
            action: 'open-debate',
            input: {},
            text: { title: title.trim(), body },
            about: '/debates',
            title: title.trim(),
          },
        ]}
      />
    </Task>
  )

  function reasonNot(): string | undefined {
    if (title.trim() === '') return t('questionMissing')
    const isLong = [...title.trim()].length > titleMax || [...body].length > bodyMax
    return isLong ? t('textLong') : undefined
  }
}
