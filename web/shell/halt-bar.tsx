/** Stands over every screen while the institutions that run the city have halted it. */
import { Link } from '@tanstack/react-router'
import { useGovernanceStatus } from '../city/governed.ts'
import { Icon } from '../kit/icon.tsx'
import { useFrameTexts } from '../texts/frame.ts'
import styles from './halt-bar.module.css'

export const HaltBar = () => {
  const t = useFrameTexts()
  const { data } = useGovernanceStatus()
  return (
    <div role="status">
      {data?.isHalted === true && (
        <p className={styles['bar']}>
          <Icon name="octagon" />
          <span>{t('haltBar')}</span>
          <Link to="/governance" className={styles['more']}>
            {t('haltMore')}
          </Link>
        </p>
      )}
    </div>
  )
}
