/** How blocks follow each other: acts and the time between blocks, over the last hour or day of the record. */
import { useState } from 'react'
import { Choices } from '../../kit/choices.tsx'
import { Disclosure } from '../../kit/disclosure.tsx'
import { Section } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { Table } from '../../kit/table.tsx'
import { useFormat } from '../../texts/format.ts'
import { Bars } from './bars.tsx'
import { readRecent, type Recent } from './recent.ts'
import { spansOf } from './spans.ts'
import { useTexts } from './texts.ts'
import styles from './tracker.module.css'
import { useLog } from './use-log.ts'

const spans = {
  hour: { lengthMs: 3_600_000, count: 12 },
  day: { lengthMs: 86_400_000, count: 24 },
} as const

export const BlockTimes = () => {
  const t = useTexts()
  const [span, setSpan] = useState<keyof typeof spans>('day')
  const { data, error, refetch } = useLog(['recent'], readRecent)
  return (
    <Section title={t('blockTimes')}>
      <Choices
        legend={t('over')}
        value={span}
        onChange={setSpan}
        options={[
          { value: 'day', label: t('lastDay') },
          { value: 'hour', label: t('lastHour') },
        ]}
      />
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Skeleton lines={8} height="40rem" />
      ) : (
        <Times key={span} recent={data} {...spans[span]} />
      )}
    </Section>
  )
}

const Times = ({
  recent,
  lengthMs,
  count,
}: {
  readonly recent: Recent
  readonly lengthMs: number
  readonly count: number
}) => {
  const t = useTexts()
  const format = useFormat()
  const { growth, looked } = recent
  const end = growth.at(-1)?.time
  const rows = end === undefined ? [] : spansOf(growth, { end, lengthMs, count })
  if (rows.every(({ blocks }) => blocks === 0)) return <EmptyState title={t('noBlocksThen')} />
  const length = (ms: number | undefined): string => {
    if (ms === undefined) return t('none')
    const [unit, size] = units.find(([, size]) => ms >= 2 * size) ?? ['seconds', 1_000]
    return t(unit, { count: format.number(Math.round((10 * ms) / size) / 10) })
  }
  return (
    <>
      <p className={styles['soft']}>{t('lookedAt', { count: format.number(looked) })}</p>
      <div className={styles['charts']}>
        <Bars label={t('actsChart')} values={rows.map(({ acts }) => acts)} />
        <Bars label={t('betweenChart')} values={rows.map(({ betweenMs = 0 }) => betweenMs)} />
      </div>
      <p className={styles['axis']}>
        <span>{format.dateTime(rows[0]?.from ?? 0)}</span>
        <span>{format.dateTime(end ?? 0)}</span>
      </p>
      <Disclosure title={t('growthNumbers')}>
        <Table
          caption={t('blockTimes')}
          rows={rows.filter(({ blocks }) => blocks > 0)}
          keyOf={({ from }) => from}
          columns={[
            { id: 'from', title: t('from'), cell: ({ from }) => format.time(from) },
            { id: 'blocks', title: t('blocks'), cell: ({ blocks }) => format.number(blocks), isNumber: true },
            { id: 'acts', title: t('acts'), cell: ({ acts }) => format.number(acts), isNumber: true },
            {
              id: 'between',
              title: t('between'),
              cell: ({ betweenMs }) => length(betweenMs),
              isNumber: true,
            },
          ]}
        />
      </Disclosure>
    </>
  )
}

const units = [
  ['hours', 3_600_000],
  ['minutes', 60_000],
] as const
