/** Supports on their way to the next threshold, with what it means. */
import { Progress } from '@maru/web/kit/progress.tsx'
import { useNextThreshold } from './data.ts'
import styles from './proposals.module.css'
import { useTexts } from './texts.ts'

const meanings = { assignment: 'toAssignment', debate: 'toDebate', mayor: 'toMayor' } as const

export const ToThreshold = ({
  supports,
  isOpen = true,
}: {
  readonly supports: number
  /** Whether it still takes supports. */
  readonly isOpen?: boolean
}) => {
  const t = useTexts()
  const next = useNextThreshold()(supports)
  if (!isOpen || !next) return <p className={styles['soft']}>{t('supportsCount', { count: supports })}</p>
  return (
    <Progress value={supports} max={next.max} label={t('supports')}>
      <p className={styles['meaning']}>{t(meanings[next.threshold], { count: next.max - supports })}</p>
    </Progress>
  )
}
