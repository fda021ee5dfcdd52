import type { ReactNode } from 'react'
import styles from './disclosure.module.css'
import { Icon } from './icon.tsx'

/** What most people need not read, behind a line that says what it is. */
export const Disclosure = ({
  title,
  isOpen = false,
  children,
}: {
  readonly title: ReactNode
  /** Whether it is open when it is shown first. */
  readonly isOpen?: boolean
  readonly children: ReactNode
}) => (
  <details className={styles['disclosure']} open={isOpen}>
    <summary className={styles['summary']}>
      <span>{title}</span>
      <Icon name="down" />
    </summary>
    <div className={styles['content']}>{children}</div>
  </details>
)
