/** The key of a device, read from its picture or pasted; the digits show on both that it is the same. */
import { digitsOf, type Joiner, readJoiner } from '@maru/web/city/devices.ts'
import { Button } from '@maru/web/kit/button.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { ReadOrPaste } from '@maru/web/screens/devices/read-or-paste.tsx'
import styles from './residents.module.css'
import { useTexts } from './texts.ts'

export const KeyField = ({
  joiner,
  onChange,
  account,
}: {
  readonly joiner: Joiner | undefined
  readonly onChange: (joiner: Joiner | undefined) => void
  /** The account that it shall speak for; without one it founds its own. */
  readonly account?: string
}) => {
  const t = useTexts()
  if (!joiner) {
    return (
      <ReadOrPaste
        label={t('key')}
        help={t('keyHelp')}
        wrong={t('keyWrong')}
        read={readJoiner}
        onFound={onChange}
      />
    )
  }
  const isFitting = joiner.account === (account ?? joiner.keyId)
  return (
    <div className={layout['stack']}>
      {isFitting ? (
        <Notice tone="information" title={t('compare')}>
          <p className={styles['digits']}>{digitsOf(joiner)}</p>
          <p>{t('compareHelp')}</p>
        </Notice>
      ) : (
        <Notice tone="warning" title={t('otherKey')} isUrgent>
          <p>{t(account === undefined ? 'otherKeyNew' : 'otherKeyAccount')}</p>
        </Notice>
      )}
      <div>
        <Button look="tertiary" size="small" onClick={() => onChange(undefined)}>
          {t('readAgain')}
        </Button>
      </div>
    </div>
  )
}

/** Whether the key that was read can be bound as it is asked for. */
export const isFittingKey = (joiner: Joiner | undefined, account?: string): joiner is Joiner =>
  joiner !== undefined && joiner.account === (account ?? joiner.keyId)

/** The fields of an input that binds a key. */
export const keyInput = ({ algorithm, publicKey, proof }: Joiner) => ({ algorithm, publicKey, proof })
