import { useCity } from '../city/city.ts'
import { Icon } from '../kit/icon.tsx'
import { useFrameTexts } from '../texts/frame.ts'
import styles from './masthead.module.css'

/**
 * KRDS's official banner says whose website this is. Of a demonstration it says that it is no government's. Until the
 * city has answered, the longer sentence keeps the room and says nothing.
 */
export const Masthead = () => {
  const t = useFrameTexts()
  const { data } = useCity()
  return (
    <section aria-label={t('mastheadLabel')} className={styles['masthead']}>
      <p className={data ? styles['inner'] : styles['unknown']}>
        <Icon name="information" />
        {t(data?.demonstration === false ? 'mastheadReal' : 'masthead')}
      </p>
    </section>
  )
}
