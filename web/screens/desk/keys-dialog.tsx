import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import layout from '../../parts/layout.module.css'
import styles from './desk.module.css'
import { useLetters } from './keys.ts'
import { useTexts } from './texts.ts'

const keys = ['j', 'k', 'Enter', 'Esc', '?'] as const

export const KeysDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useTexts()
  const [isOn, setOn] = useLetters()
  return (
    <Dialog title={t('keysTitle')} onClose={onClose}>
      <dl className={styles['keyList']}>
        {keys.map((key) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`key-${key === '?' ? 'help' : key}`)}</dd>
          </div>
        ))}
      </dl>
      <p className={layout['soft']}>{t('keysTyping')}</p>
      <div>
        <Button look="tertiary" aria-pressed={isOn} onClick={() => setOn(!isOn)}>
          {t(isOn ? 'lettersOn' : 'lettersOff')}
        </Button>
      </div>
    </Dialog>
  )
}
