/** How much the data takes from day to day, and what is to come: a chart, with its numbers in a table. */
import { Disclosure } from '../../kit/disclosure.tsx'
import { Table } from '../../kit/table.tsx'
import { useFormat } from '../../texts/format.ts'
import { bytesWithUnit } from './bytes.ts'
import { StorageChart } from './storage-chart.tsx'
import { useTexts } from './texts.ts'
import styles from './tracker.module.css'
import { course, dataBytes, dayMs, type Storage, yearMs } from './use-storage.ts'

export const StorageAhead = (storage: Storage) => {
  const t = useTexts()
  const format = useFormat()
  const { disk, parts = [], forecast, time } = storage
  const line = course(storage)
  if (!disk || !forecast || !line) return <p>{t(disk ? 'tooYoung' : 'diskUnknown')}</p>
  const size = (bytes: number): string => bytesWithUnit(bytes, format.number)
  const used = dataBytes(parts)
  const rows = [
    ...line.past.filter(({ time: at }, index) => index === 0 || at >= time - 7 * dayMs),
    ...[time + 30 * dayMs, time + yearMs, forecast.fullAt ?? 0]
      .filter((at) => at > time && at <= (forecast.fullAt ?? at))
      .map((at) => ({ time: at, bytes: line.at(at) })),
  ]
  return (
    <div className={styles['live']}>
      <p>
        {t(forecast.basis === 'data' ? 'forecastMeasured' : 'forecast', {
          days: format.number(forecast.days),
          perDay: size(forecast.logBytesPerDay),
          all: size(forecast.bytesPerDay),
        })}
      </p>
      <StorageChart line={line} label={t('roomChart')} />
      <Disclosure title={t('growthNumbers')}>
        <Table
          caption={t('roomChart')}
          rows={rows}
          keyOf={({ time: at }) => at}
          columns={[
            {
              id: 'day',
              title: t('day'),
              cell: ({ time: at }) =>
                at > time ? t('foretold', { date: format.date(at) }) : format.date(at),
            },
            { id: 'used', title: t('dataSize'), cell: ({ bytes }) => size(bytes), isNumber: true },
            {
              id: 'free',
              title: t('diskFree'),
              cell: ({ bytes }) => size(Math.max(0, disk.freeBytes + used - bytes)),
              isNumber: true,
            },
          ]}
        />
      </Disclosure>
    </div>
  )
}
