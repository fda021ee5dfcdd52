/** The room that the city's data takes: by service, how it grows, and when the disk is full if it goes on so. */
import { Disclosure } from '../../kit/disclosure.tsx'
import { Section } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { Table } from '../../kit/table.tsx'
import { useFormat } from '../../texts/format.ts'
import { useServiceWords } from '../acts/service-words.ts'
import { bytesWithUnit } from './bytes.ts'
import { Facts } from './facts.tsx'
import { StorageChart } from './storage-chart.tsx'
import { useTexts } from './texts.ts'
import styles from './tracker.module.css'
import { course, dataBytes, dayMs, type Storage, useStorage, yearMs } from './use-storage.ts'

export const StoragePart = () => {
  const t = useTexts()
  const { data, error, refetch } = useStorage()
  return (
    <Section title={t('room')}>
      <p className={styles['soft']}>{t('roomHelp')}</p>
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={10} height="60rem" />
      ) : (
        <Room {...data} />
      )}
    </Section>
  )
}

const Room = (storage: Storage) => {
  const t = useTexts()
  const format = useFormat()
  const { counted, logIndex, log, disk } = storage
  const size = (bytes: number): string => bytesWithUnit(bytes, format.number)
  return (
    <>
      {counted < logIndex && (
        <p role="status">
          {t('counting', { counted: format.number(counted), size: format.number(logIndex) })}
        </p>
      )}
      <Facts
        facts={[
          [t('logSize'), size(log.bytes)],
          ...(disk
            ? ([
                [t('dataSize'), size(dataBytes(disk.parts))],
                [t('diskFree'), t('ofDisk', { free: size(disk.freeBytes), size: size(disk.sizeBytes) })],
              ] as const)
            : []),
          [t('fullAt'), <Full key="full" {...storage} />],
        ]}
      />
      <div className={styles['charts']}>
        <ByService {...storage} />
        <Ahead {...storage} />
      </div>
    </>
  )
}

const Full = ({ forecast, time, disk }: Storage) => {
  const t = useTexts()
  const format = useFormat()
  if (!forecast) return t(disk ? 'tooYoung' : 'diskUnknown')
  if (forecast.fullAt === null) return t('fullNever')
  const days = format.number(Math.round((forecast.fullAt - time) / dayMs))
  return t('fullIn', { date: format.date(forecast.fullAt), days })
}

const ByService = ({ services }: Storage) => {
  const t = useTexts()
  const format = useFormat()
  const words = useServiceWords()
  const size = (bytes: number): string => bytesWithUnit(bytes, format.number)
  const most = Math.max(1, ...services.map(({ bytes }) => bytes))
  return (
    <Table
      caption={t('roomByService')}
      rows={services}
      keyOf={({ service }) => service}
      columns={[
        {
          id: 'service',
          title: t('service'),
          cell: ({ service, bytes }) => (
            <>
              {service === 'kernel' ? t('seals') : words.service(service)}
              <span className={styles['bar']} style={{ inlineSize: `${(100 * bytes) / most}%` }} />
            </>
          ),
        },
        { id: 'bytes', title: t('bytesTitle'), cell: ({ bytes }) => size(bytes), isNumber: true },
        {
          id: 'week',
          title: t('lastDays', { days: 7 }),
          cell: ({ bytes7Days }) => `+${size(bytes7Days)}`,
          isNumber: true,
        },
        {
          id: 'month',
          title: t('lastDays', { days: 30 }),
          cell: ({ bytes30Days }) => `+${size(bytes30Days)}`,
          isNumber: true,
        },
      ]}
    />
  )
}

const Ahead = (storage: Storage) => {
  const t = useTexts()
  const format = useFormat()
  const { disk, forecast, time } = storage
  const line = course(storage)
  if (!disk || !forecast || !line) return <p>{t(disk ? 'tooYoung' : 'diskUnknown')}</p>
  const size = (bytes: number): string => bytesWithUnit(bytes, format.number)
  const used = dataBytes(disk.parts)
  const rows = [
    ...line.past.filter(({ time: at }, index) => index === 0 || at >= time - 7 * dayMs),
    ...[time + 30 * dayMs, time + yearMs, forecast.fullAt ?? 0]
      .filter((at) => at > time && at <= (forecast.fullAt ?? at))
      .map((at) => ({ time: at, bytes: line.at(at) })),
  ]
  return (
    <div className={styles['live']}>
      <p>
        {t('forecast', {
          days: format.number(forecast.days),
          perDay: size(forecast.logBytesPerDay),
          all: size(forecast.logBytesPerDay * forecast.bytesPerLogByte),
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
