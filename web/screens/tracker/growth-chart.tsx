/** The size of the log over time, as a line. Its numbers stand in a table beside it. */
import { useFormat } from '../../texts/format.ts'
import type { Recent } from './recent.ts'
import styles from './tracker.module.css'

const width = 600
const height = 220
const edge = 24

export const GrowthChart = ({
  growth,
  label,
}: {
  readonly growth: Recent['growth']
  readonly label: string
}) => {
  const format = useFormat()
  const [first, last] = [growth[0], growth.at(-1)]
  if (!first || !last) return null
  const x = (time: number) => (width * (time - first.time)) / Math.max(1, last.time - first.time)
  const y = (size: number) =>
    height - ((height - edge) * (size - first.size)) / Math.max(1, last.size - first.size)
  const points = growth.map(({ time, size }) => `${x(time).toFixed(1)},${y(size).toFixed(1)}`).join(' ')
  return (
    <figure className={styles['figure']}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} preserveAspectRatio="none">
        <polygon className={styles['area']} points={`0,${height} ${points} ${width},${height}`} />
        <polyline className={styles['line']} points={points} />
      </svg>
      <figcaption className={styles['axis']}>
        <span>
          {format.date(first.time)}: {format.number(first.size)}
        </span>
        <span>
          {format.date(last.time)}: {format.number(last.size)}
        </span>
      </figcaption>
    </figure>
  )
}
