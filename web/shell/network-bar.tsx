/** Says that the network is away, and what waits on this device until it is back. */
import { useOnline, useWaitingCount } from '../city/outbox.ts'
import { Icon } from '../kit/icon.tsx'
import { useFrameTexts } from '../texts/frame.ts'
import styles from './network-bar.module.css'

export const NetworkBar = () => {
  const t = useFrameTexts()
  const isOnline = useOnline()
  const count = useWaitingCount()
  return (
    <div role="status">
      {(!isOnline || count > 0) && (
        <p className={styles['bar']}>
          <Icon name={isOnline ? 'clock' : 'offline'} />
          <span>
            {!isOnline && t('offlineBar')} {count > 0 && t('waitingBar', { count })}
          </span>
        </p>
      )}
    </div>
  )
}
