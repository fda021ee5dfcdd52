/** Giving an officer a role or a department, or taking one back. */
import { useNameOf } from '@maru/web/city/city.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Select } from '@maru/web/kit/field.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import { useState } from 'react'
import type { Role } from '../../state.ts'
import { useWords } from '../words.ts'
import { roles } from './roles.ts'
import { useTexts } from './texts.ts'

const actions = {
  grant: ['residents', 'grant-role', 'role'],
  end: ['residents', 'revoke-role', 'role'],
  place: ['answers', 'place-officer', 'department'],
  remove: ['answers', 'remove-officer', 'department'],
} as const

export const ChangeOffice = ({
  account,
  step,
  roles: held,
  placed,
  all,
}: {
  readonly account: string
  readonly step: keyof typeof actions
  /** That the account holds. */
  readonly roles: readonly Role[]
  /** Departments that it answers for. */
  readonly placed: readonly string[]
  /** Departments that there are. */
  readonly all: readonly string[]
}) => {
  const t = useTexts()
  const words = useWords()
  const nameOf = useNameOf()
  const pseudonym = usePseudonym()
  const [chosen, setChosen] = useState('')
  const [service, action, field] = actions[step]
  const options = {
    grant: roles.filter((role) => !held.includes(role)),
    end: held,
    place: all.filter((department) => !placed.includes(department)),
    remove: placed,
  }[step]
  const nameOfChoice = (value: string): string =>
    field === 'role' ? words[value as Role] : nameOf('departments', value)
  return (
    <Task title={t(`step-${step}`)} rule={t(`rule-${step}`)}>
      <Select
        label={t(field === 'role' ? 'role' : 'department')}
        required
        options={options.map((value) => ({ value, label: nameOfChoice(value) }))}
        value={chosen}
        onChange={setChosen}
      />
      <Sign
        button={t(`send-${step}`)}
        roles={['mayor']}
        look={step === 'end' || step === 'remove' ? 'danger' : 'primary'}
        reason={reasonNot()}
        wishes={() => [
          {
            service,
            action,
            input: { account, [field]: chosen },
            about: `/tracker/accounts/${account}`,
            title: `${t(`send-${step}`)}: ${nameOfChoice(chosen)}, ${pseudonym(account)}`,
          },
        ]}
      />
    </Task>
  )

  function reasonNot(): string | undefined {
    if (step === 'place' && !held.includes('department')) return t('departmentRoleMissing')
    if (options.length === 0) return t('nothingToChoose')
    return chosen === '' ? t('chooseFirst') : undefined
  }
}
