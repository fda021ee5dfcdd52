/** Opens the settings of the display. The dialog is loaded when somebody wants it. */
import { lazy, Suspense, useState } from 'react'
import { Icon } from '../kit/icon.tsx'
import { useFrameTexts } from '../texts/frame.ts'
import styles from './header.module.css'

const DisplayDialog = lazy(async () => ({ default: (await import('./display-dialog.tsx')).DisplayDialog }))

export const DisplayButton = () => {
  const t = useFrameTexts()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" className={styles['tool']} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="settings" />
        <span className="visually-hidden">{t('display')}</span>
      </button>
      {isOpen && (
        <Suspense>
          <DisplayDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
