/** The mayor's office says which department carries a policy out, or another one later. */
import { useCity, useNameOf } from '@maru/web/city/city.ts'
import { Select } from '@maru/web/kit/field.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { useState } from 'react'
import type { PolicyProps } from './policy-work.tsx'
import { useTexts } from './texts.ts'

export const AssignPolicy = ({ row: { policy, department: before }, subject }: PolicyProps) => {
  const t = useTexts()
  const language = useLanguage()
  const nameOf = useNameOf()
  const { data: city } = useCity()
  const [department, setDepartment] = useState('')
  const departments = (city?.names?.departments ?? []).filter(({ id }) => id !== before)
  return (
    <Task title={t(before === null ? 'assign' : 'reassign')} rule={t('rule-assign')}>
      {before !== null && <p>{t('assignedNow', { department: nameOf('departments', before) })}</p>}
      <Select
        label={t('department')}
        required
        options={departments.map(({ id, ...names }) => ({ value: id, label: names[language] }))}
        value={department}
        onChange={setDepartment}
      />
      <Sign
        button={t('send-assign')}
        roles={['mayor']}
        reason={department === '' ? t('departmentMissing') : undefined}
        wishes={() => [
          {
            service: 'policies',
            action: 'assign-policy',
            input: { policy, department },
            about: `/policies/${policy}`,
            title: `${t('send-assign')}: ${subject}`,
          },
        ]}
      />
    </Task>
  )
}
