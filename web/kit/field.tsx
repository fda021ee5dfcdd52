/**
 * Fields of a form: a label above, what helps under it, and what is wrong beside the field. The browser's own elements
 * do the rest.
 */
import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'
import { useFrameTexts } from '../texts/frame.ts'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { Icon } from './icon.tsx'

interface Labelled {
  readonly label: string
  /** What it is for, or how to fill it in. */
  readonly help?: ReactNode
  /** What is wrong with it, and what to do. */
  readonly error?: ReactNode
}

type Input = Labelled & Omit<InputHTMLAttributes<HTMLInputElement>, 'className'>

export const TextField = ({ label, help, error, ...rest }: Input) => (
  <Field label={label} help={help} error={error} required={rest.required}>
    {(wiring) => <input type="text" {...rest} {...wiring} className={styles['input']} />}
  </Field>
)

type Area = Labelled &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'value' | 'maxLength'> & {
    readonly value: string
    /** In characters, as the city counts them. More can be typed, so that nothing that is pasted gets lost. */
    readonly lengthMax?: number
  }

export const TextArea = ({ label, help, error, value, lengthMax, rows = 6, ...rest }: Area) => {
  const t = useFrameTexts()
  const left = lengthMax === undefined ? undefined : lengthMax - [...value].length
  return (
    <Field label={label} help={help} error={error} required={rest.required}>
      {(wiring) => (
        <>
          <textarea
            {...rest}
            {...wiring}
            value={value}
            rows={rows}
            className={classes(styles['input'], styles['area'])}
          />
          {left !== undefined && (
            <p className={left < 0 ? styles['over'] : styles['left']}>
              {t(left < 0 ? 'charactersOver' : 'charactersLeft', { count: Math.abs(left) })}
            </p>
          )}
        </>
      )}
    </Field>
  )
}

export interface Option<Value extends string> {
  readonly value: Value
  readonly label: string
}

type Selected<Value extends string> = Labelled &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className' | 'value' | 'onChange' | 'children'> & {
    readonly options: readonly Option<Value>[]
    readonly value: Value | ''
    readonly onChange: (value: Value | '') => void
    /** What stands there while nothing is chosen; it can be chosen again where the field is not required. */
    readonly placeholder?: string
  }

export const Select = <Value extends string>(props: Selected<Value>) => {
  const { label, help, error, options, value, onChange, placeholder, ...rest } = props
  const t = useFrameTexts()
  return (
    <Field label={label} help={help} error={error} required={rest.required}>
      {(wiring) => (
        <span className={styles['select']}>
          <select
            {...rest}
            {...wiring}
            value={value}
            onChange={(event) => onChange(event.target.value as Value | '')}
            className={styles['input']}
          >
            <option value="" disabled={rest.required}>
              {placeholder ?? t('chooseOne')}
            </option>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="down" />
        </span>
      )}
    </Field>
  )
}

interface Wiring {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean | undefined
}

const Field = ({
  label,
  help,
  error,
  required,
  children,
}: Labelled & {
  readonly required: boolean | undefined
  readonly children: (wiring: Wiring) => ReactNode
}) => {
  const t = useFrameTexts()
  const id = useId()
  const isWrong = error !== undefined && error !== false && error !== null
  const described = [help !== undefined && `${id}-help`, isWrong && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
        {required !== true && <span className={styles['optional']}> ({t('optional')})</span>}
      </label>
      {help !== undefined && (
        <div id={`${id}-help`} className={styles['help']}>
          {help}
        </div>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': isWrong || undefined })}
      {isWrong && (
        <p id={`${id}-error`} className={styles['error']} role="alert">
          <Icon name="octagon" />
          <span>{error}</span>
        </p>
      )}
    </div>
  )
}
