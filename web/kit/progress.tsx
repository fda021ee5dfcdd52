/** How far it is to a threshold: a bar, both numbers, and what reaching it means. */
import type { ReactNode } from 'react'
import { useFormat } from '../texts/format.ts'
import { Count } from './count.tsx'
import styles from './progress.module.css'

export const Progress = ({
  value,
  max,
  label,
  children,
}: {
  readonly value: number
  readonly max: number
  /** What is counted, for a screen reader: "공감". */
  readonly label: string
  readonly children?: ReactNode
}) => {
  const format = useFormat()
  const share = max <= 0 ? 1 : Math.min(1, value / max)
  return (
    <div className={styles['progress']}>
      <div
        className={styles['bar']}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={Math.min(value, max)}
        aria-valuetext={`${format.number(value)} / ${format.number(max)}`}
      >
        <div className={styles['filled']} style={{ transform: `scaleX(${share})` }} />
      </div>
      <p className={styles['numbers']} aria-hidden="true">
        <strong>
          <Count value={value} />
        </strong>{' '}
        / {format.number(max)}
      </p>
      {children !== undefined && <div className={styles['meaning']}>{children}</div>}
    </div>
  )
}
