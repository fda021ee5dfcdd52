/** Who somebody is, as their document says. It goes to the vault, and never to the ledger. */
import { useCity } from '@maru/web/city/city.ts'
import { Select, TextField } from '@maru/web/kit/field.tsx'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { useTexts } from './texts.ts'

export interface PersonForm {
  readonly name: string
  /** YYYY-MM-DD */
  readonly birthDate: string
  readonly district: string
  readonly documentKind: (typeof documentKinds)[number] | ''
  readonly documentNumber: string
  readonly identifier: string
}

export const emptyPerson: PersonForm = {
  name: '',
  birthDate: '',
  district: '',
  documentKind: '',
  documentNumber: '',
  identifier: '',
}

const documentKinds = ['id-card', 'driving-licence', 'passport', 'residence-card', 'other'] as const

export const PersonFields = ({
  person,
  onChange,
}: {
  readonly person: PersonForm
  readonly onChange: (person: PersonForm) => void
}) => {
  const t = useTexts()
  const language = useLanguage()
  const { data: city } = useCity()
  const set = (changes: Partial<PersonForm>) => onChange({ ...person, ...changes })
  // What browsers keep of forms would be a register of persons on the desk's machine.
  const unkept = { required: true, autoComplete: 'off', spellCheck: false } as const
  return (
    <>
      <TextField
        label={t('personName')}
        help={t('personNameHelp')}
        {...unkept}
        value={person.name}
        onChange={({ target }) => set({ name: target.value })}
      />
      <TextField
        label={t('birthDate')}
        help={t('birthDateHelp')}
        {...unkept}
        type="date"
        value={person.birthDate}
        onChange={({ target }) => set({ birthDate: target.value })}
      />
      <Select
        label={t('district')}
        required
        options={(city?.names?.districts ?? []).map(({ id, ...names }) => ({
          value: id,
          label: names[language],
        }))}
        value={person.district}
        onChange={(district) => set({ district })}
      />
      <Select
        label={t('documentKind')}
        required
        options={documentKinds.map((value) => ({ value, label: t(`document-${value}`) }))}
        value={person.documentKind}
        onChange={(documentKind) => set({ documentKind })}
      />
      <TextField
        label={t('documentNumber')}
        help={t('documentNumberHelp')}
        {...unkept}
        value={person.documentNumber}
        onChange={({ target }) => set({ documentNumber: target.value })}
      />
      <TextField
        label={t('identifier')}
        help={t('identifierHelp')}
        {...unkept}
        required={false}
        value={person.identifier}
        onChange={({ target }) => set({ identifier: target.value.trim() })}
      />
    </>
  )
}

/** What is asked of the vault for them. */
export const personInput = ({ documentKind, documentNumber, identifier, ...who }: PersonForm) => ({
  ...who,
  name: who.name.trim(),
  document: { kind: documentKind, number: documentNumber.trim() },
  ...(identifier !== '' && { identifier }),
})
