/** One question, by its kind; each is made of the browser's own fields. */
import { Checks } from '@maru/web/kit/checks.tsx'
import { Choices } from '@maru/web/kit/choices.tsx'
import { Select } from '@maru/web/kit/field.tsx'
import { langOf } from '@maru/web/texts/lang-of.ts'
import type { PollWords } from '../content.ts'
import type { Answer, Question } from '../questions.ts'
import styles from './polls.module.css'
import { useTexts } from './texts.ts'

type Words = PollWords['questions'][number]

interface FieldProps<Kind extends Question['kind'] = Question['kind']> {
  readonly question: Extract<Question, { kind: Kind }>
  readonly legend: string
  /** How it is answered. */
  readonly limits: string
  readonly options: Words['options']
  readonly value: Answer
  readonly onChange: (answer: Answer) => void
}

export const QuestionField = ({
  number,
  isOnly,
  question,
  words,
  value,
  onChange,
}: {
  readonly number: number
  /** Then it needs no number. */
  readonly isOnly: boolean
  readonly question: Question
  readonly words: Words
  readonly value: Answer
  readonly onChange: (answer: Answer) => void
}) => {
  const legend = isOnly ? words.question : `${number}. ${words.question}`
  const limits = useLimits(question)
  const rest = { legend, limits, options: words.options, value, onChange }
  return (
    <div lang={langOf(words.question)}>
      {question.kind === 'single' && <Single question={question} {...rest} />}
      {question.kind === 'multiple' && <Multiple question={question} {...rest} />}
      {question.kind === 'score' && <Scores question={question} {...rest} />}
      {question.kind === 'ranked' && <Ranks question={question} {...rest} />}
    </div>
  )
}

const useLimits = (question: Question): string => {
  const t = useTexts()
  const { kind } = question
  if (kind === 'single') return ''
  if (kind === 'score') return t('limits-score', { most: question.scoreMax })
  return kind === 'ranked'
    ? t('limits-ranked', { most: question.picksMax })
    : t('limits-multiple', { least: question.picksMin, most: question.picksMax })
}

const numbered = (options: Words['options']) => options.map((label, index) => ({ value: index + 1, label }))

const Single = ({ legend, options, value, onChange }: FieldProps<'single'>) => (
  <Choices
    legend={legend}
    options={numbered(options)}
    value={value[0]}
    onChange={(option) => onChange([option])}
  />
)

const Multiple = ({ legend, limits, options, value, onChange }: FieldProps<'multiple'>) => (
  <Checks
    legend={legend}
    help={limits}
    options={numbered(options)}
    values={value}
    onChange={(chosen) => onChange(chosen.toSorted((a, b) => a - b))}
  />
)

const Legend = ({ legend, limits }: { readonly legend: string; readonly limits: string }) => (
  <legend className={styles['legend']}>
    {legend} <span className={styles['limits']}>{limits}</span>
  </legend>
)

/** While one of them is open, what was given before stands with -1 for what is missing, which no rule takes. */
const missing = -1

const Scores = ({ question, legend, limits, options, value, onChange }: FieldProps<'score'>) => {
  const scores = Array.from({ length: question.scoreMax + 1 }, (_, score) => String(score))
  const set = (index: number, score: string) =>
    onChange(
      options.map((_, at) =>
        at !== index ? (value[at] ?? missing) : score === '' ? missing : Number(score),
      ),
    )
  return (
    <fieldset className={styles['fields']}>
      <Legend legend={legend} limits={limits} />
      {options.map((label, index) => (
        <Select
          key={index}
          label={label}
          required
          options={scores.map((score) => ({ value: score, label: score }))}
          value={value[index] === undefined || value[index] === missing ? '' : String(value[index])}
          onChange={(score) => set(index, score)}
        />
      ))}
    </fieldset>
  )
}

const Ranks = ({ question, legend, limits, options, value, onChange }: FieldProps<'ranked'>) => {
  const t = useTexts()
  // A place stands open once the one before it is filled.
  const places = Math.min(question.picksMax, value.length + 1)
  const set = (place: number, option: string) =>
    onChange(
      option === ''
        ? value.slice(0, place)
        : [
            ...value.slice(0, place),
            Number(option),
            ...value.slice(place + 1).filter((each) => each !== Number(option)),
          ],
    )
  return (
    <fieldset className={styles['fields']}>
      <Legend legend={legend} limits={limits} />
      {Array.from({ length: places }, (_, place) => {
        const before = value.slice(0, place)
        return (
          <Select
            key={place}
            label={t('rank', { place: place + 1 })}
            required={place === 0}
            options={numbered(options)
              .filter(({ value: option }) => !before.includes(option))
              .map(({ value: option, label }) => ({ value: String(option), label }))}
            value={value[place] === undefined ? '' : String(value[place])}
            onChange={(option) => set(place, option)}
          />
        )
      })}
    </fieldset>
  )
}
