import { Checks } from '@maru/web/kit/checks.tsx'
import { useTexts } from './texts.ts'

/** The officer's word that two persons share name and birth date. */
export const NamesakeCheck = ({
  isNamesake,
  onChange,
}: {
  readonly isNamesake: boolean
  readonly onChange: (isNamesake: boolean) => void
}) => {
  const t = useTexts()
  return (
    <Checks
      legend={t('namesake')}
      options={[{ value: 'yes', label: t('isNamesake'), help: t('isNamesakeHelp') }]}
      values={isNamesake ? ['yes'] : []}
      onChange={(values) => onChange(values.length > 0)}
    />
  )
}
