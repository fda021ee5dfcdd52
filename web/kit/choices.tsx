/** One of a few: the browser's own radio buttons, each as large as a finger. */
import { useId } from 'react'
import styles from './choices.module.css'

export const Choices = <Value extends string | number>({
  legend,
  options,
  value,
  onChange,
}: {
  readonly legend: string
  readonly options: readonly { readonly value: Value; readonly label: string; readonly help?: string }[]
  readonly value: Value | undefined
  readonly onChange: (value: Value) => void
}) => {
  const name = useId()
  return (
    <fieldset className={styles['choices']}>
      <legend className={styles['legend']}>{legend}</legend>
      <div className={styles['options']}>
        {options.map((option) => (
          <label key={option.value} className={styles['option']}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>
              {option.label}
              {option.help !== undefined && <span className={styles['help']}>{option.help}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
