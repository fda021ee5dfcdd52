/** To the account of somebody who showed who they are and has lost every device: by name and birth date, in the vault. */
import { TextField } from '@maru/web/kit/field.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useState } from 'react'
import { FoundAccounts } from './found-accounts.tsx'
import { useTexts } from './texts.ts'

export const FindByName = () => {
  const t = useTexts()
  const [name, setName] = useState('')
  const [birthDate, setBirthDate] = useState('')
  return (
    <div className={layout['stack']}>
      <TextField
        label={t('personName')}
        required
        autoComplete="off"
        spellCheck={false}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        label={t('birthDate')}
        required
        type="date"
        autoComplete="off"
        value={birthDate}
        onChange={({ target }) => setBirthDate(target.value)}
      />
      <FoundAccounts name={name} birthDate={birthDate} />
    </div>
  )
}
