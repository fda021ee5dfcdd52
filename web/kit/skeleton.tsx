/** What will come takes its room at once: give the lines it will have. A screen reader hears that it is on its way. */
import { useFrameTexts } from '../texts/frame.ts'
import styles from './skeleton.module.css'

export const Skeleton = ({
  lines = 3,
  height,
}: {
  readonly lines?: number
  /** Of the whole, as `24rem`, where lines are no measure. */
  readonly height?: string
}) => {
  const t = useFrameTexts()
  return (
    <div
      className={styles['skeleton']}
      role="status"
      style={height === undefined ? undefined : { minHeight: height }}
    >
      <span className="visually-hidden">{t('loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={styles['line']} />
      ))}
    </div>
  )
}
