/** What is happening to an act, and its receipt. Steps are shown when they take longer than a glance. */
import { useEffect, useState } from 'react'
import { countWaiting } from '../city/outbox.ts'
import type { ActState } from '../city/use-act.ts'
import type { Receipt } from '../city/store.ts'
import { useFormat } from '../texts/format.ts'
import { useFrameTexts } from '../texts/frame.ts'
import styles from './act-steps.module.css'
import { Button, ButtonLink } from './button.tsx'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'
import { Notice } from './notice.tsx'
import { ErrorState } from './states.tsx'

const quietMs = 300

export const ActSteps = ({
  state,
  onDone,
  onRetry,
}: {
  readonly state: ActState
  readonly onDone: () => void
  readonly onRetry: () => void
}) => {
  const t = useFrameTexts()
  const isSlow = useIsSlow(state.step === 'signing' || state.step === 'sending')
  if (state.step === 'idle') return null
  if (state.step === 'failed') return <ErrorState error={state.error} onRetry={onRetry} />
  if (state.step === 'waiting') return <Waiting itsKey={state.key} onDone={onDone} />
  const isRecorded = state.step === 'recorded' || state.step === 'provable'
  return (
    <div className={styles['act']} role="status">
      {(isSlow || isRecorded) && (
        <ol className={styles['steps']}>
          <Step title={t('step-signing')} state={state.step === 'signing' ? 'now' : 'done'} />
          <Step
            title={t('step-recorded')}
            state={isRecorded ? 'done' : state.step === 'sending' ? 'now' : 'coming'}
          />
          <Step
            title={t('step-provable')}
            state={state.step === 'provable' ? 'done' : isRecorded ? 'now' : 'coming'}
          />
        </ol>
      )}
      {isRecorded && <Kept receipt={state.receipt} />}
    </div>
  )
}

const Step = ({ title, state }: { readonly title: string; readonly state: 'done' | 'now' | 'coming' }) => {
  const t = useFrameTexts()
  return (
    <li className={classes(styles['step'], styles[state])}>
      <Icon name={state === 'done' ? 'check' : state === 'now' ? 'clock' : 'circle'} />
      {title}
      <span className="visually-hidden">
        {' '}
        ({t(state === 'done' ? 'stop-done' : state === 'now' ? 'stop-current' : 'stop-coming')})
      </span>
    </li>
  )
}

const Kept = ({ receipt }: { readonly receipt: Receipt }) => {
  const t = useFrameTexts()
  const format = useFormat()
  const save = async () => {
    const { saveReceipt } = await import('../city/receipts.ts')
    saveReceipt(receipt)
  }
  return (
    <div className={styles['kept']}>
      <p className={styles['sentence']}>
        {t('recorded', { index: format.number(receipt.index), time: format.clock(receipt.time) })}
      </p>
      <p>{t('receiptKept')}</p>
      <div className={styles['buttons']}>
        <Button size="small" look="tertiary" onClick={() => void save()}>
          <Icon name="receipt" />
          {t('saveReceipt')}
        </Button>
        <ButtonLink size="small" look="tertiary" to={`/check/${receipt.id}`}>
          <Icon name="lock" />
          {t('checkReceipt')}
        </ButtonLink>
      </div>
    </div>
  )
}

const Waiting = ({ itsKey, onDone }: { readonly itsKey: string; readonly onDone: () => void }) => {
  const t = useFrameTexts()
  const [isLate, setLate] = useState(false)
  const takeBack = async () => {
    const outbox = await import('../city/act.ts')
    if (await outbox.takeBack(itsKey)) onDone()
    else setLate(true)
    await countWaiting()
  }
  return (
    <Notice tone="warning" icon="offline" title={t('waitingTitle')} isUrgent>
      <p>{t(isLate ? 'waitingLate' : 'waiting')}</p>
      {!isLate && (
        <div>
          <Button size="small" look="tertiary" onClick={() => void takeBack()}>
            {t('takeBack')}
          </Button>
        </div>
      )}
    </Notice>
  )
}

const useIsSlow = (isRunning: boolean): boolean => {
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    if (!isRunning) return setSlow(false)
    const timer = setTimeout(() => setSlow(true), quietMs)
    return () => clearTimeout(timer)
  }, [isRunning])
  return isSlow
}
