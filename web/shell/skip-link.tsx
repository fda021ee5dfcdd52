import { useFrameTexts } from '../texts/frame.ts'
import styles from './skip-link.module.css'

/** The first thing the keyboard reaches. */
export const SkipLink = () => {
  const t = useFrameTexts()
  return (
    <a href="#main" className={styles['skip']}>
      {t('skip')}
    </a>
  )
}
