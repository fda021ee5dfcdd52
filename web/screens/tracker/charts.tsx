/** Two charts of the newest part of the log, each with its numbers in a table. */
import { Disclosure } from '../../kit/disclosure.tsx'
import { Section } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { Table } from '../../kit/table.tsx'
import { useFormat } from '../../texts/format.ts'
import { useServiceWords } from '../acts/service-words.ts'
import { bytesWithUnit } from './bytes.ts'
import { GrowthChart } from './growth-chart.tsx'
import { forecast, readRecent, type Recent } from './recent.ts'
import { useTexts } from './texts.ts'
import styles from './tracker.module.css'
import { useLog } from './use-log.ts'

export const Charts = () => {
  const t = useTexts()
  const { data, error, refetch } = useLog(['recent'], readRecent)
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <Skeleton lines={8} height="40rem" />
  return (
    <div className={styles['charts']}>
      <Section title={t('byService')}>
        <ByService recent={data} />
      </Section>
      <Section title={t('growth')}>
        <Growth recent={data} />
      </Section>
    </div>
  )
}

/** The table is the chart: a bar beside each number. */
const ByService = ({ recent: { byService, looked } }: { readonly recent: Recent }) => {
  const t = useTexts()
  const format = useFormat()
  const words = useServiceWords()
  const most = Math.max(1, ...byService.map(({ acts }) => acts))
  return (
    <>
      <p className={styles['soft']}>{t('lookedAt', { count: format.number(looked) })}</p>
      <Table
        caption={t('byService')}
        isCaptionHidden
        rows={byService}
        keyOf={({ service }) => service}
        columns={[
          {
            id: 'service',
            title: t('service'),
            cell: ({ service, acts }) => (
              <>
                {words.service(service)}
                <span className={styles['bar']} style={{ inlineSize: `${(100 * acts) / most}%` }} />
              </>
            ),
          },
          { id: 'acts', title: t('acts'), cell: ({ acts }) => format.number(acts), isNumber: true },
          {
            id: 'bytes',
            title: t('bytesTitle'),
            cell: ({ bytes }) => bytesWithUnit(bytes, format.number),
            isNumber: true,
          },
        ]}
      />
    </>
  )
}

const Growth = ({ recent }: { readonly recent: Recent }) => {
  const t = useTexts()
  const format = useFormat()
  const ahead = forecast(recent)
  if (!ahead) return <p>{t('tooYoung')}</p>
  const days = perDay(recent, format.date)
  const size = bytesWithUnit(ahead.inAYear.bytes, format.number)
  return (
    <>
      <p>
        {t('forecast', {
          days: format.number(Math.max(1, Math.round(ahead.days))),
          perDay: format.number(Math.round(ahead.entriesPerDay)),
          entries: format.number(ahead.inAYear.size),
          size,
        })}
      </p>
      <GrowthChart growth={recent.growth} label={t('growthLabel')} />
      <Disclosure title={t('growthNumbers')}>
        <Table
          caption={t('growthLabel')}
          rows={days}
          keyOf={({ day }) => day}
          columns={[
            { id: 'day', title: t('day'), cell: ({ day }) => day },
            { id: 'size', title: t('entries'), cell: ({ size }) => format.number(size), isNumber: true },
          ]}
        />
      </Disclosure>
    </>
  )
}

/** The size of the log at the end of each day on which something was recorded, newest first. */
const perDay = ({ growth }: Recent, dateOf: (time: number) => string) => {
  const days = new Map<string, number>()
  for (const { time, size } of growth) days.set(dateOf(time), size)
  return [...days].map(([day, size]) => ({ day, size })).reverse()
}
