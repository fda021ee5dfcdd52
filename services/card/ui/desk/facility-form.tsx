import { readAccount } from '@maru/web/city/devices.ts'
import { TextField } from '@maru/web/kit/field.tsx'
import { Sign } from '@maru/web/screens/desk/sign.tsx'
import { Task } from '@maru/web/screens/desk/task.tsx'
import { useState } from 'react'
import type { FacilityRow } from '../facilities.ts'
import { useTexts } from './texts.ts'

/** The rules have the same lengths, beside code that no screen needs. */
const titleMax = 80
const code = /^[a-z][a-z0-9-]{0,39}$/

/** Name, languages and account of a facility: a new one, or other ones for one that is there. */
export const FacilityForm = ({
  action,
  before,
}: {
  readonly action: 'register-facility' | 'change-facility'
  readonly before?: FacilityRow
}) => {
  const t = useTexts()
  const [entry, setEntry] = useState({
    facility: before?.facility ?? '',
    ko: before?.ko ?? '',
    en: before?.en ?? '',
    account: before?.account ?? '',
  })
  const field = (name: keyof typeof entry) => ({
    label: t(`facility-${name}`),
    required: true,
    autoComplete: 'off',
    value: entry[name],
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      setEntry({ ...entry, [name]: target.value }),
  })
  const account = readAccount(entry.account)
  const input = { facility: entry.facility, ko: entry.ko.trim(), en: entry.en.trim(), account: account ?? '' }
  return (
    <Task title={t(action)} rule={t(`rule-${action}`)}>
      {!before && (
        <TextField
          {...field('facility')}
          help={t('facility-facilityHelp')}
          spellCheck={false}
          error={entry.facility !== '' && !code.test(entry.facility) && t('facilityCodeWrong')}
        />
      )}
      <TextField {...field('ko')} maxLength={titleMax} />
      <TextField {...field('en')} maxLength={titleMax} />
      <TextField
        {...field('account')}
        help={t('facility-accountHelp')}
        spellCheck={false}
        error={entry.account !== '' && account === undefined && t('facilityAccountMissing')}
      />
      <Sign
        button={t(`send-${action}`)}
        roles={['mayor']}
        reason={reasonNot()}
        wishes={() => [
          {
            service: 'card',
            action,
            input,
            about: `/desk/facilities/${input.facility}`,
            title: `${t(`send-${action}`)}: ${input.ko}`,
          },
        ]}
      />
    </Task>
  )

  function reasonNot(): string | undefined {
    if (!code.test(input.facility)) return t('facilityCodeMissing')
    if (input.ko === '' || input.en === '') return t('facilityNameMissing')
    if (account === undefined) return t('facilityAccountMissing')
    const isSame = before && before.ko === input.ko && before.en === input.en && before.account === account
    return isSame ? t('nothingChanged') : undefined
  }
}
