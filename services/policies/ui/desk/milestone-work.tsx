/** A step that is promised until a day, or another day for one that was. The first promise stays visible. */
import { useDraft } from '@maru/web/city/drafts.ts'
import { useText } from '@maru/web/city/text-of.ts'
import { TextField } from '@maru/web/kit/field.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { daysAhead, dayToTime, problemOfDay, timeToDay } from '@maru/web/screens/desk/days.ts'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Preview, Task } from '@maru/web/screens/desk/task.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import { useState } from 'react'
import type { MilestoneRow } from '../data.ts'
import { useTexts as usePolicyTexts } from '../texts.ts'
import { problemOfTitled, TitledFields } from './fields.tsx'
import { MilestoneField, useMilestoneRows } from './milestone-field.tsx'
import type { PolicyProps } from './policy-work.tsx'
import { useTexts } from './texts.ts'

/** Ten years, less what a clock may be off. */
const daysMax = 3_651

export const MilestoneWork = ({
  step,
  ...props
}: PolicyProps & { readonly step: 'add-milestone' | 'change-milestone' }) => {
  const t = useTexts()
  const rows = useMilestoneRows(props.row.policy, true)
  const [chosen, setChosen] = useState('')
  const row = rows.find(({ milestone }) => String(milestone) === chosen)
  return (
    <Task title={t(`step-${step}`)} rule={t(`rule-${step}`)}>
      {step === 'add-milestone' ? (
        <Form {...props} before={{ title: '', body: '' }} />
      ) : rows.length === 0 ? (
        <p>{t('noMilestones')}</p>
      ) : (
        <>
          <MilestoneField rows={rows} value={chosen} onChange={setChosen} />
          {row && <Change key={chosen} {...props} milestone={row} />}
        </>
      )}
    </Task>
  )
}

interface Titled {
  readonly title: string
  readonly body: string
}

const Change = (props: PolicyProps & { readonly milestone: MilestoneRow }) => {
  const { data } = useText<Titled>(props.milestone.content)
  return data === undefined ? (
    <Skeleton lines={6} />
  ) : (
    <Form {...props} before={data ?? { title: '', body: '' }} />
  )
}

const Form = ({
  row: { policy, department },
  subject,
  milestone,
  before,
}: PolicyProps & { readonly milestone?: MilestoneRow; readonly before: Titled }) => {
  const t = useTexts()
  const words = usePolicyTexts()
  const format = useFormat()
  const step = milestone ? 'change-milestone' : 'add-milestone'
  const { draft, change, clear } = useDraft(`desk.policy.${policy}.${step}.${milestone?.milestone ?? ''}`, {
    title: before.title,
    body: before.body,
    day: milestone ? timeToDay(milestone.due) : '',
  })
  const problem = problemOfTitled(draft) ?? problemOfDay(draft.day, daysMax)
  const due = dayToTime(draft.day)
  return (
    <>
      <TitledFields draft={draft} change={change} />
      <TextField
        type="date"
        label={t('day')}
        help={t('dayHelp')}
        required
        value={draft.day}
        min={timeToDay(daysAhead(1))}
        max={timeToDay(daysAhead(daysMax))}
        onChange={({ target }) => change({ day: target.value })}
      />
      {!problem && (
        <Preview>
          <p>
            <strong>{draft.title}</strong> · {words('due', { date: format.date(due) })}
            {milestone &&
              milestone.firstDue !== due &&
              ` · ${words('firstDue', { date: format.date(milestone.firstDue) })}`}
          </p>
        </Preview>
      )}
      <Sign
        button={t(`send-${step}`)}
        roles={['department']}
        department={department}
        reason={problem && t(problem)}
        onRecorded={clear}
        wishes={() => [
          {
            service: 'policies',
            action: step,
            input: { policy, due, ...(milestone && { milestone: milestone.milestone }) },
            text: { title: draft.title, body: draft.body },
            about: `/policies/${policy}`,
            title: `${t(`send-${step}`)}: ${subject}`,
          },
        ]}
      />
    </>
  )
}
