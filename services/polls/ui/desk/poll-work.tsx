/** The city asks: a poll is written, looked at as residents will see it, and opened; one that runs can be ended. */
import { useCity, useNameOf } from '@maru/web/city/city.ts'
import { Choices } from '@maru/web/kit/choices.tsx'
import { Select } from '@maru/web/kit/field.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Preview, Task } from '@maru/web/screens/desk/task.tsx'
import { useState } from 'react'
import { type PollRow, usePoll } from '../data.ts'
import { endReasons } from '../own-acts.tsx'
import { inputOf, problemOf, wordsOf } from '../poll-draft.ts'
import { PollFields } from '../poll-fields.tsx'
import { PollPreview } from '../poll-preview.tsx'
import { useTexts as usePollTexts } from '../texts.ts'
import { usePollDraft } from '../use-poll-draft.ts'
import { useTexts } from './texts.ts'

export const PollWork = ({ id }: ItemProps) => (id === 'new' ? <Ask /> : <Asked poll={Number(id)} />)

const Asked = ({ poll }: { readonly poll: number }) => {
  const t = useTexts()
  const { data, error, refetch } = usePoll(poll)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={4} />
  if (data.state === 'open' || data.state === 'announced') return <End row={data} />
  return (
    <Task title={t('over')} rule={t('overRule')}>
      <p>{t('overHelp')}</p>
    </Task>
  )
}

const End = ({ row: { poll, closes, state } }: { readonly row: PollRow }) => {
  const t = useTexts()
  const words = usePollTexts()
  const [reason, setReason] = useState<(typeof endReasons)[number]>()
  return (
    <Task title={t(state === 'open' ? 'end' : 'withdraw')} rule={t('endRule')} due={closes}>
      <Choices
        legend={t('endReason')}
        options={endReasons.map((value) => ({ value, label: words(`reason-${value}`) }))}
        value={reason}
        onChange={setReason}
      />
      <Sign
        button={t(state === 'open' ? 'end' : 'withdraw')}
        roles={['department', 'mayor']}
        look="danger"
        reason={reason ? undefined : t('reasonMissing')}
        onRecorded={() => setReason(undefined)}
        wishes={() => [
          {
            service: 'polls',
            action: 'end-poll',
            input: { poll, reason: reason ?? '' },
            about: `/polls/${poll}`,
            title: t('endTitle', { number: poll }),
          },
        ]}
      />
    </Task>
  )
}

const Ask = () => {
  const t = useTexts()
  const words = usePollTexts()
  const { draft, change, clear, daysMax } = usePollDraft('desk.poll')
  const problem = problemOf(draft, Date.now(), daysMax)
  const text = wordsOf(draft)
  const nameOf = useNameOf()
  const { data: city } = useCity()
  const { department } = draft
  return (
    <Task title={t('ask')} rule={t('askRule', { days: daysMax })}>
      <PollFields draft={draft} change={change} daysMax={daysMax} />
      <Select
        label={t('answers')}
        help={t('answersHelp')}
        placeholder={t('answersMayor')}
        options={(city?.names?.departments ?? []).map(({ id }) => ({
          value: id,
          label: nameOf('departments', id),
        }))}
        value={department}
        onChange={(department) => change({ department })}
      />
      <p className={layout['soft']}>{words('draftKept')}</p>
      {problem === undefined && (
        <Preview>
          <PollPreview draft={draft} />
        </Preview>
      )}
      <Sign
        button={t('askSend')}
        roles={['department', 'mayor']}
        reason={problem && words(problem)}
        onRecorded={clear}
        wishes={() => [
          {
            service: 'polls',
            action: 'open-policy-poll',
            input: {
              ...inputOf(draft, Date.now(), daysMax),
              ...(department !== '' && { department }),
            },
            text,
            about: '/polls',
            title: text.title,
          },
        ]}
      />
    </Task>
  )
}
