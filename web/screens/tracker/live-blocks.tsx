/** The newest blocks with their acts; what is recorded while one looks comes in at the top. */
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { type LiveBlock, onBlock } from '../../city/live.ts'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { useFormat } from '../../texts/format.ts'
import { ActList, type ListedAct } from './act-list.tsx'
import { actsIn, blocksBefore } from './blocks.ts'
import { useTexts } from './texts.ts'
import styles from './tracker.module.css'
import { useLog } from './use-log.ts'

const shownMax = 6
/** Of each block; its own page has all. */
const actsMax = 3

interface Shown {
  readonly height: number
  readonly time: number
  readonly count: number
  readonly acts: readonly ListedAct[]
}

export const LiveBlocks = () => {
  const { data, error, refetch } = useLog(['newest'], async (log): Promise<readonly Shown[]> => {
    const blocks = await blocksBefore(log, log.size - 1, shownMax)
    return Promise.all(
      blocks.map(async (block) => {
        const acts = await actsIn(log, block)
        return { ...block, acts: acts.map(({ index, act }) => ({ index, ...act })) }
      }),
    )
  })
  const live = useLiveBlocks()
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <Skeleton lines={12} height="60rem" />
  const read = new Set(data.map(({ height }) => height))
  const newest = data[0]?.height ?? 0
  const blocks = [...live.filter(({ height }) => height > newest && !read.has(height)), ...data].slice(
    0,
    shownMax,
  )
  return (
    <ol className={styles['live']}>
      {blocks.map((block) => (
        <Block key={block.height} {...block} />
      ))}
    </ol>
  )
}

const Block = ({ height, time, count, acts }: Shown) => {
  const t = useTexts()
  const format = useFormat()
  return (
    <li className={styles['block']}>
      <h3 className={styles['blockHead']}>
        <Link to={`/tracker/blocks/${height}`} className={styles['more']}>
          {t('blockNumber', { height: format.number(height) })}
        </Link>
        <span className={styles['soft']}>
          {format.clock(time)} · {t('actsIn', { count })}
        </span>
      </h3>
      <ActList acts={acts.slice(0, actsMax)} />
      {count > actsMax && (
        <Link to={`/tracker/blocks/${height}`} className={styles['more']}>
          {t('moreActs', { count: count - Math.min(actsMax, acts.length) })}
        </Link>
      )}
    </li>
  )
}

/** Newest first. */
const useLiveBlocks = (): readonly Shown[] => {
  const [blocks, setBlocks] = useState<readonly Shown[]>([])
  useEffect(
    () => onBlock((block) => setBlocks((before) => [shownOf(block), ...before].slice(0, shownMax))),
    [],
  )
  return blocks
}

const shownOf = ({ height, time, count, transactions }: LiveBlock): Shown => ({
  height,
  time,
  count,
  acts: transactions.map(({ service = '', action = '', ...rest }) => ({ ...rest, service, action })),
})
