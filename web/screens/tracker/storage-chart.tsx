/** The room that the data takes over time: as it was, and dashed as it will be. Its numbers stand in a table below. */
import { useFormat } from '../../texts/format.ts'
import { bytesWithUnit } from './bytes.ts'
import { useTexts } from './texts.ts'
import styles from './tracker.module.css'
import type { course } from './use-storage.ts'

const width = 600
const height = 220
const edge = 24

export const StorageChart = ({
  line: { past, ahead, isFull },
  label,
}: {
  readonly line: NonNullable<ReturnType<typeof course>>
  readonly label: string
}) => {
  const t = useTexts()
  const format = useFormat()
  const [first, now, last] = [past[0], past.at(-1), ahead.at(-1)]
  if (!first || !now || !last) return null
  const x = (time: number) => (width * (time - first.time)) / Math.max(1, last.time - first.time)
  const y = (bytes: number) => height - ((height - edge) * bytes) / Math.max(1, last.bytes)
  const pointsOf = (points: typeof past) =>
    points.map(({ time, bytes }) => `${x(time).toFixed(1)},${y(bytes).toFixed(1)}`).join(' ')
  const said = ({ time, bytes }: (typeof past)[number]) =>
    `${format.date(time)}: ${bytesWithUnit(bytes, format.number)}`
  return (
    <figure className={styles['figure']}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} preserveAspectRatio="none">
        <polygon
          className={styles['area']}
          points={`0,${height} ${pointsOf(past)} ${x(now.time).toFixed(1)},${height}`}
        />
        <polyline className={styles['line']} points={pointsOf(past)} />
        <polyline className={styles['ahead']} points={pointsOf(ahead)} />
      </svg>
      <figcaption className={styles['axis']}>
        <span>{said(first)}</span>
        <span>{t('nowSaid', { said: said(now) })}</span>
        <span>{t(isFull ? 'fullSaid' : 'foretold', { date: said(last) })}</span>
      </figcaption>
    </figure>
  )
}
