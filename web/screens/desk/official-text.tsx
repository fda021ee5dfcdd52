/** The words of an act of office: the field, and what keeps them from being sent. */
import { TextArea } from '../../kit/field.tsx'
import layout from '../../parts/layout.module.css'
import { useTexts } from './texts.ts'

export const OfficialText = ({
  label,
  value,
  lengthMax,
  rows = 8,
  onChange,
}: {
  readonly label: string
  /** Of a draft: it is said that it is kept. */
  readonly value: string
  readonly lengthMax: number
  readonly rows?: number
  readonly onChange: (text: string) => void
}) => {
  const t = useTexts()
  return (
    <div className={layout['tight']}>
      <TextArea
        label={label}
        help={t('textHelp')}
        required
        rows={rows}
        value={value}
        lengthMax={lengthMax}
        onChange={({ target }) => onChange(target.value)}
      />
      <p className={layout['soft']}>{t('draftKept')}</p>
    </div>
  )
}

/** Why such words cannot be sent yet; undefined when they can. */
export const useTextProblem = (text: string, lengthMax: number): string | undefined => {
  const t = useTexts()
  if (text.trim() === '') return t('textMissing')
  return [...text].length > lengthMax ? t('textLong') : undefined
}
