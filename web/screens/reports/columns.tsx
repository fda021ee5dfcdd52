/** A number by month, as columns. Its numbers stand in the table under it; a screen reader hears which month had most. */
import { useFormat } from '../../texts/format.ts'
import styles from './reports.module.css'
import { useTexts } from './texts.ts'

export interface Month {
  /** `2026-03`. */
  readonly month: string
  readonly value: number
}

/** More would be too thin to be told apart on a phone; the table has all. */
const monthsMax = 24
const labelsMax = 6

export const Columns = ({ title, months }: { readonly title: string; readonly months: readonly Month[] }) => {
  const t = useTexts()
  const format = useFormat()
  const shown = months.slice(-monthsMax)
  const most = shown.reduce<Month>((a, b) => (b.value > a.value ? b : a), { month: '', value: 0 })
  const step = Math.ceil(shown.length / labelsMax)
  return (
    <figure className={styles['chart']}>
      <figcaption className={styles['chartTitle']}>
        {title}
        <span className={styles['most']}>{t('most', { value: format.number(most.value) })}</span>
      </figcaption>
      <div
        className={styles['columns']}
        role="img"
        aria-label={t('columnsSaid', { title, month: most.month, value: most.value })}
      >
        {shown.map(({ month, value }) => (
          <span key={month} className={styles['column']}>
            <span
              className={styles['columnFill']}
              style={{ blockSize: `${(100 * value) / Math.max(1, most.value)}%` }}
            />
          </span>
        ))}
      </div>
      <div className={styles['months']} aria-hidden="true">
        {shown.map(({ month }, index) => (
          <span key={month}>{index % step === 0 ? month.slice(2).replace('-', '.') : ''}</span>
        ))}
      </div>
    </figure>
  )
}
