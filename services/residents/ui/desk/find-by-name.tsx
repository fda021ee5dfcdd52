/** To the account of somebody who showed who they are and has lost every device: by name and birth date, in the vault. */
import { useCity } from '@maru/web/city/city.ts'
import { usePerson } from '@maru/web/city/persons.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { Button, ButtonLink } from '@maru/web/kit/button.tsx'
import { TextField } from '@maru/web/kit/field.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTexts } from './texts.ts'

export const FindByName = () => {
  const t = useTexts()
  const pseudonym = usePseudonym()
  const officer = usePerson()
  const { data: city } = useCity()
  const [name, setName] = useState('')
  const [birthDate, setBirthDate] = useState('')
  const { data, error, mutate, isPending } = useMutation({
    mutationFn: async () => {
      const { askVault } = await import('@maru/web/city/vault.ts')
      const who = { name: name.trim(), birthDate }
      return askVault<{ readonly accounts: readonly string[] }>(officer!, city!.chain, 'find-person', who)
    },
  })
  const isComplete = name.trim() !== '' && birthDate !== '' && officer !== undefined && city !== undefined
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
      <div>
        <Button
          look="secondary"
          aria-busy={isPending}
          reason={isComplete ? undefined : t('nameAndDateMissing')}
          onClick={() => mutate()}
        >
          {t('findByName')}
        </Button>
      </div>
      {error && <ErrorState error={error} onRetry={() => mutate()} />}
      <div role="status">
        {data?.accounts.length === 0 && <p>{t('nobodyFound')}</p>}
        {data?.accounts.map((account) => (
          <ButtonLink key={account} to={`/desk/residents/${account}`} look="tertiary">
            {pseudonym(account)}
          </ButtonLink>
        ))}
      </div>
    </div>
  )
}
