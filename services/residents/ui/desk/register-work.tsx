/** An account of its own for an officer. It is no resident's: it can neither propose nor support. */
import type { Joiner } from '@maru/web/city/devices.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Select } from '@maru/web/kit/field.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import { useState } from 'react'
import type { Role } from '../../state.ts'
import { useWords } from '../words.ts'
import { isFittingKey, KeyField, keyInput } from './key-field.tsx'
import { roles } from './roles.ts'
import { useTexts } from './texts.ts'

export const RegisterWork = () => {
  const t = useTexts()
  const words = useWords()
  const pseudonym = usePseudonym()
  const [joiner, setJoiner] = useState<Joiner>()
  const [role, setRole] = useState<Role | ''>('')
  return (
    <Task title={t('register')} rule={t('rule-register')}>
      <KeyField joiner={joiner} onChange={setJoiner} />
      <Select
        label={t('role')}
        required
        options={roles.map((value) => ({ value, label: words[value] }))}
        value={role}
        onChange={setRole}
      />
      <Sign
        button={t('send-register')}
        roles={['mayor']}
        reason={reasonNot()}
        wishes={() =>
          joiner
            ? [
                {
                  service: 'residents',
                  action: 'register-officer',
                  input: { ...keyInput(joiner), role },
                  about: `/tracker/accounts/${joiner.account}`,
                  title: `${t('send-register')}: ${pseudonym(joiner.account)}`,
                },
              ]
            : []
        }
      />
    </Task>
  )

  function reasonNot(): string | undefined {
    if (!joiner) return t('keyMissing')
    if (!isFittingKey(joiner)) return t('otherKey')
    return role === '' ? t('chooseFirst') : undefined
  }
}
