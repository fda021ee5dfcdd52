/** The mayor's office says which department answers, or another one as long as there is no answer. */
import { useCity, useNameOf } from '@maru/web/city/city.ts'
import { Select } from '@maru/web/kit/field.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Preview, Task } from '@maru/web/screens/desk/task.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { useState } from 'react'
import { type DutyProps, pageOf } from './duty.ts'
import { useTexts } from './texts.ts'

export const AssignWork = ({ row, subject, soonDays }: DutyProps) => {
  const t = useTexts()
  const format = useFormat()
  const language = useLanguage()
  const nameOf = useNameOf()
  const { data: city } = useCity()
  const [chosen, setChosen] = useState('')
  const { duty, department, due } = row
  const options = (city?.names?.departments ?? [])
    .filter(({ id }) => id !== department)
    .map(({ id, ...names }) => ({ value: id, label: names[language] }))
  return (
    <Task
      title={t(department === null ? 'assign' : 'reassign')}
      rule={t(department === null ? 'assignRule' : 'reassignRule')}
      due={due}
      dueSoonDays={soonDays}
    >
      {department !== null && <p>{t('assignedNow', { department: nameOf('departments', department) })}</p>}
      <Select
        label={t('department')}
        help={t('departmentHelp')}
        required
        options={options}
        value={chosen}
        onChange={setChosen}
      />
      {chosen !== '' && (
        <Preview>
          <p>{t('assignedPreview', { department: nameOf('departments', chosen), date: format.date(due) })}</p>
        </Preview>
      )}
      <Sign
        button={t(department === null ? 'assignSend' : 'reassignSend')}
        roles={['mayor']}
        reason={chosen === '' ? t('departmentMissing') : undefined}
        wishes={() => [
          {
            service: 'answers',
            action: 'assign-department',
            input: { duty, department: chosen },
            about: pageOf(row),
            title: `${t('assignSend')}: ${subject}`,
          },
        ]}
      />
    </Task>
  )
}
