/** Says that the network is away, what waits on this device until it is back, and which votes wait for their moment. */
import { cityNow } from '../city/clock.ts'
import { useKeptVotes } from '../city/kept-votes-shown.ts'
import { useOnline, useWaitingCount } from '../city/outbox.ts'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { useFrameTexts } from '../texts/frame.ts'
import styles from './network-bar.module.css'

export const NetworkBar = () => {
  const t = useFrameTexts()
  const isOnline = useOnline()
  const count = useWaitingCount()
  const votes = useKeptVotes()
  const minutes = Math.max(1, Math.ceil((Math.max(...votes) - cityNow()) / 60_000))
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
      {votes.length > 0 && (
        <p className={styles['bar']}>
          <Icon name="clock" />
          <span>{t('votesBar', { count: votes.length, minutes })}</span>
          <Button size="small" look="text" onClick={() => void hurry()}>
            {t('votesBarSend')}
          </Button>
        </p>
      )}
    </div>
  )
}

const hurry = async (): Promise<void> => {
  const { hurryVotes } = await import('../city/vote-runner.ts')
  await hurryVotes()
}
