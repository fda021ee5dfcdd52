/** Fields that several steps share, and what is wrong with what is in them. */
import { TextArea, TextField } from '@maru/web/kit/field.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Preview } from '@maru/web/screens/desk/task.tsx'
import { useTexts } from './texts.ts'

const titleMax = 120
const bodyMax = 60_000
const wonMax = 1_000_000_000_000_000

interface Titled {
  readonly title: string
  readonly body: string
}

/** Of a plan or a milestone. */
export const TitledFields = ({
  draft: { title, body },
  change,
}: {
  readonly draft: Titled
  readonly change: (fields: Partial<Titled>) => void
}) => {
  const t = useTexts()
  return (
    <>
      <TextField
        label={t('title')}
        required
        value={title}
        onChange={({ target }) => change({ title: target.value })}
      />
      <TextArea
        label={t('body')}
        rows={6}
        value={body}
        lengthMax={bodyMax}
        onChange={({ target }) => change({ body: target.value })}
      />
    </>
  )
}

export const problemOfTitled = ({ title, body }: Titled) => {
  if (title.trim() === '') return 'titleMissing'
  return [...title].length > titleMax || [...body].length > bodyMax ? 'textLong' : undefined
}

export const TitledPreview = ({ draft: { title, body } }: { readonly draft: Titled }) =>
  title.trim() !== '' && (
    <Preview>
      <p className={layout['strong']}>{title}</p>
      <p className={layout['body']}>{body}</p>
    </Preview>
  )

export const BudgetField = ({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (value: string) => void
}) => {
  const t = useTexts()
  return (
    <TextField
      label={t('budget')}
      help={t('budgetHelp')}
      required
      inputMode="numeric"
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}

/** Won, with or without separators; undefined when it is no whole number. */
export const readBudget = (text: string): number | undefined => {
  const digits = text.replaceAll(/[,\s]/g, '')
  return /^\d{1,16}$/.test(digits) && Number(digits) <= wonMax ? Number(digits) : undefined
}
