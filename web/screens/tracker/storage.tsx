/** The room that the city's data takes: how much there is, and when the disk is full if it goes on so. */
import { Link } from '@tanstack/react-router'
import { Notice } from '../../kit/notice.tsx'
import { Section } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { useFormat } from '../../texts/format.ts'
import { bytesWithUnit } from './bytes.ts'
import { Facts } from './facts.tsx'
import { useTexts } from './texts.ts'
import styles from './tracker.module.css'
import { dataBytes, dayMs, type Storage, useStorage } from './use-storage.ts'

export const StoragePart = () => {
  const t = useTexts()
  const { data, error, refetch } = useStorage()
  return (
    <Section
      title={t('room')}
      action={
        <Link to="/tracker/storage" className={styles['more']}>
          {t('toRoom')}
        </Link>
      }
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={6} height="20rem" />
      ) : (
        <Room {...data} />
      )}
    </Section>
  )
}

export const Room = (storage: Storage) => {
  const t = useTexts()
  const format = useFormat()
  const { counted, logIndex, log, disk, parts = [] } = storage
  const size = (bytes: number): string => bytesWithUnit(bytes, format.number)
  return (
    <>
      {disk && disk.warning > 0 && (
        <Notice
          tone={disk.warning === 90 ? 'danger' : 'warning'}
          title={t('filling', { percent: format.number(disk.usedPercent) })}
        >
          <p>{t('fillingHelp')}</p>
        </Notice>
      )}
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
                [t('dataSize'), size(dataBytes(parts))],
                [t('diskFree'), t('ofDisk', { free: size(disk.freeBytes), size: size(disk.sizeBytes) })],
              ] as const)
            : []),
          ...(disk && disk.bundlesMoved > 0
            ? [[t('moved'), t('movedBundles', { count: disk.bundlesMoved })] as const]
            : []),
          [t('fullAt'), <Full key="full" {...storage} />],
        ]}
      />
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
