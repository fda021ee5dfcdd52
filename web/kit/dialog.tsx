/** One thing to do, over the page. Never a dialog on top of another. */
import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Heading } from 'react-aria-components/Heading'
import { useFrameTexts } from '../texts/frame.ts'
import styles from './dialog.module.css'
import { Icon } from './icon.tsx'

/** Show it while it is open; `onClose` is called by the button, Escape, and a press outside. */
export const Dialog = ({
  title,
  onClose,
  children,
}: {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}) => {
  const t = useFrameTexts()
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => !isOpen && onClose()}
      className={styles['overlay'] ?? ''}
    >
      <Modal className={styles['modal'] ?? ''}>
        <AriaDialog className={styles['dialog'] ?? ''}>
          <div className={styles['head']}>
            <Heading slot="title" level={2} className={styles['title'] ?? ''}>
              {title}
            </Heading>
            <button type="button" className={styles['close']} onClick={onClose}>
              <Icon name="cross" />
              <span className="visually-hidden">{t('close')}</span>
            </button>
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
