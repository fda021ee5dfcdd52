import { Button } from '../../kit/button.tsx'
import { useFormat } from '../../texts/format.ts'
import styles from './check.module.css'
import { useTexts } from './texts.ts'

export interface Progress {
  /** Entries recounted, of how many; 0 of 0 before the first. */
  readonly done: number
  readonly size: number
  /** As performance.now() says it. */
  readonly startedAt: number
}

/** How far it is, how fast, and how long it still takes. */
export const RecountProgress = ({
  done,
  size,
  startedAt,
  onStop,
}: Progress & { readonly onStop: () => void }) => {
  const t = useTexts()
  const format = useFormat()
  const seconds = (performance.now() - startedAt) / 1000
  const perSecond = seconds > 0 ? done / seconds : 0
  const left = perSecond > 0 ? Math.ceil((size - done) / perSecond) : 0
  return (
    <div className={styles['progress']}>
      <progress
        className={styles['bar']}
        max={size || 1}
        value={size ? done : undefined}
        aria-label={t('recount')}
      />
      <p className={styles['numbers']}>
        {done === 0
          ? t('recountBegins')
          : t('recountRate', {
              done: format.number(done),
              size: format.number(size),
              rate: format.number(Math.round(perSecond)),
              left,
            })}
      </p>
      <div>
        <Button look="tertiary" onClick={onStop}>
          {t('stop')}
        </Button>
      </div>
    </div>
  )
}
