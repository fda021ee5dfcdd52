/** One field of a change: what can be chosen is chosen, the rest is written. */
import { useCity } from '@maru/web/city/city.ts'
import { type Option, Select, TextArea, TextField } from '@maru/web/kit/field.tsx'
import { useServiceWords } from '@maru/web/screens/acts/service-words.ts'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { useInstitutions, useValidators } from '../data.ts'
import type { FieldName } from './fields.ts'
import { useTexts } from './texts.ts'

const numbers: readonly FieldName[] = ['power', 'required', 'value', 'version']
const roles = ['registrar', 'department', 'moderator', 'auditor', 'mayor', 'panel'] as const

export const ChangeField = ({
  name,
  isNew,
  value,
  onChange,
}: {
  readonly name: FieldName
  /** The institution is one that is not there yet. */
  readonly isNew: boolean
  readonly value: string
  readonly onChange: (value: string) => void
}) => {
  const t = useTexts()
  const options = useOptions(name, isNew)
  const label = t(`field-${name}`)
  if (options) return <Select label={label} required options={options} value={value} onChange={onChange} />
  const required = name !== 'cosigner'
  const help = t(`help-${name}`)
  const written = { label, required, value, ...(help !== '' && { help }) }
  if (name === 'officers')
    return <TextArea {...written} rows={4} onChange={({ target }) => onChange(target.value)} />
  return (
    <TextField
      {...written}
      inputMode={numbers.includes(name) ? 'numeric' : 'text'}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}

/** Undefined where something is written instead. */
const useOptions = (name: FieldName, isNew: boolean): readonly Option<string>[] | undefined => {
  const t = useTexts()
  const words = useServiceWords()
  const language = useLanguage()
  const { data: city } = useCity()
  const { data: institutions } = useInstitutions()
  const { data: validators } = useValidators()
  switch (name) {
    case 'validator':
      return (validators?.validators ?? []).map((each) => ({ value: each.validator, label: each.name }))
    case 'institution':
      return isNew
        ? undefined
        : (institutions?.institutions ?? []).map((each) => ({
            value: each.institution,
            label: each[language],
          }))
    case 'parameter':
      return Object.entries(city?.parameters ?? {}).flatMap(([service, byName]) =>
        Object.keys(byName).map((parameter) => ({
          value: `${service}.${parameter}`,
          label: `${words.service(service)}: ${words.parameter(service, parameter)}`,
        })),
      )
    case 'role':
      return roles.map((value) => ({ value, label: t(`role-${value}`) }))
    default:
      return undefined
  }
}
