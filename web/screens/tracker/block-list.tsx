/** Blocks, the newest first: when, how many acts. */
import { LinkCard } from '../../kit/card.tsx'
import { useFormat } from '../../texts/format.ts'
import { useTexts } from './texts.ts'
import styles from './tracker.module.css'

export interface ListedBlock {
  readonly height: number
  readonly time: number
  readonly count: number
}

export const BlockList = ({ blocks }: { readonly blocks: readonly ListedBlock[] }) => {
  const t = useTexts()
  const format = useFormat()
  return (
    <div className={styles['blocks']}>
      {blocks.map(({ height, time, count }) => (
        <LinkCard
          key={height}
          to={`/tracker/blocks/${height}`}
          title={t('blockNumber', { height: format.number(height) })}
        >
          <p className={styles['soft']}>
            {format.clock(time)} · {t('actsIn', { count })}
          </p>
        </LinkCard>
      ))}
    </div>
  )
}
