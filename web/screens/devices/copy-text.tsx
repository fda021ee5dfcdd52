import { useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Disclosure } from '../../kit/disclosure.tsx'
import layout from '../../parts/layout.module.css'
import styles from './devices.module.css'
import { useTexts } from './texts.ts'

/** The same as the picture, for who has no camera: to be copied, or sent to oneself. */
export const CopyText = ({ title, text }: { readonly title: string; readonly text: string }) => {
  const t = useTexts()
  const [said, setSaid] = useState<'copied' | 'copyFailed'>()
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => setSaid('copied'),
      () => setSaid('copyFailed'),
    )
  return (
    <Disclosure title={title}>
      <code className={styles['code']}>{text}</code>
      <div className={layout['row']}>
        <Button look="tertiary" size="small" onClick={copy}>
          {t('copy')}
        </Button>
        <span role="status" className={layout['soft']}>
          {said && t(said)}
        </span>
      </div>
    </Disclosure>
  )
}
