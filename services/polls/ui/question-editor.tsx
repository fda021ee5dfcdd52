/** One question of a poll while it is written: its words, its kind with the limits, and when it is asked. */
import { Button } from '@maru/web/kit/button.tsx'
import { Checks } from '@maru/web/kit/checks.tsx'
import { Select, TextField } from '@maru/web/kit/field.tsx'
import layout from '@maru/web/parts/layout.module.css'
import type { QuestionDraft } from './poll-draft.ts'
import styles from './polls.module.css'
import { useTexts } from './texts.ts'

const kinds = ['single', 'multiple', 'score', 'ranked'] as const
const optionsMax = 20

interface Edited {
  readonly question: QuestionDraft
  readonly onChange: (question: QuestionDraft) => void
}

export const QuestionEditor = ({
  number,
  question,
  earlier,
  onChange,
  onRemove,
}: Edited & {
  readonly number: number
  readonly earlier: readonly QuestionDraft[]
  /** Undefined for the only one. */
  readonly onRemove: (() => void) | undefined
}) => {
  const t = useTexts()
  return (
    <fieldset className={styles['editor']}>
      <legend className={layout['strong']}>{t('questionNumber', { number })}</legend>
      <TextField
        label={t('questionField')}
        required
        value={question.question}
        onChange={({ target }) => onChange({ ...question, question: target.value })}
      />
      <Select
        label={t('kindField')}
        required
        options={kinds.map((kind) => ({ value: kind, label: t(`kind-${kind}`) }))}
        value={question.kind}
        onChange={(kind) => kind !== '' && onChange({ ...question, kind })}
      />
      <Options question={question} onChange={onChange} />
      <Limits question={question} onChange={onChange} />
      {earlier.length > 0 && <Branch question={question} earlier={earlier} onChange={onChange} />}
      {onRemove && (
        <div>
          <Button look="text" size="small" onClick={onRemove}>
            {t('removeQuestion', { number })}
          </Button>
        </div>
      )}
    </fieldset>
  )
}

const Options = ({ question, onChange }: Edited) => {
  const t = useTexts()
  const { options, kind } = question
  const put = (changed: readonly string[]) => onChange({ ...question, options: changed })
  return (
    <>
      {options.map((option, index) => (
        <div key={index} className={layout['tight']}>
          <TextField
            label={t('optionNumber', { number: index + 1 })}
            required
            value={option}
            onChange={({ target }) => put(options.map((each, at) => (at === index ? target.value : each)))}
          />
          {options.length > (kind === 'score' ? 1 : 2) && (
            <div>
              <Button look="text" size="small" onClick={() => put(options.filter((_, at) => at !== index))}>
                {t('removeOption', { number: index + 1 })}
              </Button>
            </div>
          )}
        </div>
      ))}
      {options.length < optionsMax && (
        <div>
          <Button size="small" look="tertiary" onClick={() => put([...options, ''])}>
            {t('addOption')}
          </Button>
        </div>
      )}
    </>
  )
}

const Limits = ({ question, onChange }: Edited) => {
  const t = useTexts()
  const { kind, options } = question
  const field = (name: 'picksMin' | 'picksMax' | 'scoreMax', least: number, most: number) => (
    <TextField
      label={t(`${name}-${kind}` as 'picksMin-multiple')}
      required
      type="number"
      inputMode="numeric"
      min={least}
      max={most}
      value={question[name]}
      onChange={({ target }) => onChange({ ...question, [name]: Number(target.value) })}
    />
  )
  if (kind === 'single') return null
  if (kind === 'score') return field('scoreMax', 1, 100)
  return (
    <>
      {kind === 'multiple' && field('picksMin', 0, options.length)}
      {field('picksMax', 1, options.length)}
    </>
  )
}

const Branch = ({ question, earlier, onChange }: Edited & { readonly earlier: readonly QuestionDraft[] }) => {
  const t = useTexts()
  const { ifQuestion, ifOptions } = question
  const from = earlier[ifQuestion - 1]
  return (
    <>
      <Select
        label={t('branchField')}
        placeholder={t('branchAlways')}
        options={earlier.flatMap(({ kind }, index) =>
          kind === 'single' || kind === 'multiple'
            ? [{ value: String(index + 1), label: t('branchAfter', { number: index + 1 }) }]
            : [],
        )}
        value={ifQuestion === 0 ? '' : String(ifQuestion)}
        onChange={(value) => onChange({ ...question, ifQuestion: Number(value), ifOptions: [] })}
      />
      {from && (
        <Checks
          legend={t('branchOptions', { number: ifQuestion })}
          options={from.options.map((option, index) => ({
            value: index + 1,
            label: option || t('optionNumber', { number: index + 1 }),
          }))}
          values={ifOptions}
          onChange={(options) => onChange({ ...question, ifOptions: options.toSorted((a, b) => a - b) })}
        />
      )}
    </>
  )
}
