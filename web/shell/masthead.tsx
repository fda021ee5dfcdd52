import { useCity } from '../city/city.ts'
import { Icon } from '../kit/icon.tsx'
import { useFrameTexts } from '../texts/frame.ts'
import styles from './masthead.module.css'

/** KRDS's official banner says whose website this is. Of a demonstration it says that it is no government's. */
export const Masthead = () => {
  const t = useFrameTexts()
  const { data } = useCity()
  return (
    <section aria-label={t('mastheadLabel')} className={styles['masthead']}>
      <p className={styles['inner']}>
        <Icon name="information" />
        {t(data?.demonstration === false ? 'mastheadReal' : 'masthead')}
      </p>
    </section>
  )
}
