/** What is happening to a member's act: the proof with its bar, the wait for a moment of chance, and the receipt. */
import { NotMember } from '../city/not-member.ts'
import type { MemberState } from '../city/use-member-act.ts'
import { useFormat } from '../texts/format.ts'
import { useFrameTexts } from '../texts/frame.ts'
import styles from './act-steps.module.css'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { Notice } from './notice.tsx'
import { Progress } from './progress.tsx'
import { ErrorState } from './states.tsx'

export const MemberSteps = ({
  state,
  onSendNow,
  onRetry,
}: {
  readonly state: MemberState
  readonly onSendNow: () => void
  readonly onRetry: () => void
}) => {
  const t = useFrameTexts()
  const format = useFormat()
  if (state.step === 'idle') return null
  if (state.step === 'failed') {
    return state.error instanceof NotMember ? (
      <Notice tone="warning" title={t(`member-${state.error.why}`)} isUrgent />
    ) : (
      <ErrorState error={state.error} onRetry={onRetry} />
    )
  }
  if (state.step === 'proving') {
    return (
      <div className={styles['act']}>
        <p role="status">{t('member-proving')}</p>
        <Progress value={Math.round(state.done * 100)} max={100} label={t('member-proving')} />
      </div>
    )
  }
  if (state.step === 'holding') {
    return (
      <Notice tone="information" title={t('member-holding', { time: format.clock(state.until) })} isUrgent>
        <div>
          <Button size="small" look="tertiary" onClick={onSendNow}>
            {t('member-sendNow')}
          </Button>
        </div>
      </Notice>
    )
  }
  if (state.step === 'sending') return <p role="status">{t('member-sending')}</p>
  const { receipt } = state
  const save = async () => {
    const { saveReceipt } = await import('../city/receipts.ts')
    saveReceipt(receipt)
  }
  return (
    <div className={styles['act']} role="status">
      <p>{t('member-recorded', { index: format.number(receipt.index), time: format.clock(receipt.time) })}</p>
      <div>
        <Button size="small" look="tertiary" onClick={() => void save()}>
          <Icon name="receipt" />
          {t('saveReceipt')}
        </Button>
      </div>
    </div>
  )
}
