/** One signed statement, with whether this browser finds that its signature holds. */
import type { SignatureCheck } from '@maru/kernel/crypto/host.ts'
import { Badge } from '@maru/web/kit/badge.tsx'
import type { ReactNode } from 'react'
import { useHolds } from './data.ts'
import styles from './evidence.module.css'
import { useTexts } from './texts.ts'

export const Statement = ({
  title,
  check,
  children,
}: {
  readonly title: string
  readonly check: SignatureCheck | undefined
  readonly children: ReactNode
}) => {
  const t = useTexts()
  const holds = useHolds(check)
  return (
    <li className={styles['statement']}>
      <p className={styles['title']}>
        <strong>{title}</strong>{' '}
        {holds !== undefined && (
          <Badge tone={holds ? 'success' : 'danger'}>{t(holds ? 'holds' : 'fails')}</Badge>
        )}
      </p>
      {children}
    </li>
  )
}
