/** Any of a few: the browser's own check boxes, each as large as a finger. */
import type { ReactNode } from 'react'
import styles from './choices.module.css'

export const Checks = <Value extends string | number>({
  legend,
  help,
  options,
  values,
  onChange,
}: {
  readonly legend: string
  /** How many, and the like: read with the legend. */
  readonly help?: string
  readonly options: readonly {
    readonly value: Value
    readonly label: string
    readonly help?: ReactNode
    /** Under the option: what one reads before choosing it. */
    readonly below?: ReactNode
  }[]
  /** Those that are chosen. */
  readonly values: readonly Value[]
  readonly onChange: (values: readonly Value[]) => void
}) => (
  <fieldset className={styles['choices']}>
    <legend className={styles['legend']}>
      {legend}
      {help !== undefined && <span className={styles['help']}>{help}</span>}
    </legend>
    <div className={styles['column']}>
      {options.map(({ value, label, help, below }) => (
        <div key={value} className={styles['check']}>
          <label className={styles['option']}>
            <input
              type="checkbox"
              checked={values.includes(value)}
              onChange={({ target }) =>
                onChange(target.checked ? [...values, value] : values.filter((each) => each !== value))
              }
            />
            <span>
              {label}
              {help !== undefined && <span className={styles['help']}>{help}</span>}
            </span>
          </label>
          {below}
        </div>
      ))}
    </div>
  </fieldset>
)
