/** What a part of a page shows when it has nothing, or could not be had. */
import { CityRefusal } from '@maru/client/city-client.ts'
import type { ReactNode } from 'react'
import { isUnreachable } from '../city/api.ts'
import { useFrameTexts } from '../texts/frame.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import styles from './states.module.css'

/** Says that there is nothing, why, and what one can do. */
export const EmptyState = ({
  title,
  children,
}: {
  readonly title: string
  readonly children?: ReactNode
}) => (
  <div className={styles['empty']}>
    <p className={styles['title']}>{title}</p>
    {children}
  </div>
)

/** What went wrong in the reader's language, and what to do: the city's own sentence where it refused. */
export const ErrorState = ({
  error,
  onRetry,
}: {
  readonly error: unknown
  readonly onRetry?: () => void
}) => {
  const t = useFrameTexts()
  const { title, detail } = explain(error, t)
  return (
    <Notice tone={isUnreachable(error) ? 'warning' : 'danger'} title={title} isUrgent>
      <p>{detail}</p>
      {onRetry && (
        <div>
          <Button size="small" look="tertiary" onClick={onRetry}>
            {t('retry')}
          </Button>
        </div>
      )}
    </Notice>
  )
}

const explain = (error: unknown, t: ReturnType<typeof useFrameTexts>) => {
  if (error instanceof CityRefusal) {
    return { title: t(error.status === 404 ? 'notFoundTitle' : 'refusedTitle'), detail: error.message }
  }
  if (error instanceof Error && error.name === 'KeyLost')
    return { title: t('keyLostTitle'), detail: t('keyLost') }
  if (!navigator.onLine) return { title: t('offlineTitle'), detail: t('offline') }
  if (error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError')) {
    return { title: t('unreachableTitle'), detail: t('unreachable') }
  }
  return { title: t('failedTitle'), detail: t('failed') }
}
