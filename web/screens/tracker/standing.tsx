/** The numbers at the top: how far, how long ago, how much today, who signed it, how large. */
import { useCity } from '../../city/city.ts'
import { Badge } from '../../kit/badge.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { useFormat } from '../../texts/format.ts'
import { Facts } from './facts.tsx'
import { readRecent, type Recent } from './recent.ts'
import { useTexts } from './texts.ts'
import { useCheckpoint } from './use-checkpoint.ts'
import { useLog } from './use-log.ts'
import { useNow } from './use-now.ts'
import { dayMs, type Storage, useStorage } from './use-storage.ts'

export const Standing = () => {
  const t = useTexts()
  const format = useFormat()
  const { data: city, error, refetch } = useCity()
  const { data: recent } = useLog(['recent'], readRecent)
  const { data: checkpoint } = useCheckpoint()
  const { data: storage } = useStorage()
  const now = useNow()
  if (error && !city) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!city) return <Skeleton lines={6} height="22rem" />
  return (
    <Facts
      facts={[
        [t('height'), format.number(city.height)],
        [t('lastBlock'), format.relative(Math.min(city.time, now), now)],
        [t('today'), recent ? actsToday(recent, format.date, now, t, format.number) : t('reading')],
        [t('entries'), format.number(city.size)],
        [
          t('checkpoint'),
          checkpoint ? (
            <Badge key="checkpoint" tone={checkpoint.isSigned ? 'success' : 'danger'}>
              {t(checkpoint.isSigned ? 'signed' : 'notSigned')}
            </Badge>
          ) : (
            t('reading')
          ),
        ],
        [t('storage'), storage ? roomLeft(storage, now, t, format.number) : t('reading')],
      ]}
    />
  )
}

/** Nothing is promised where nothing is foretold: the record is young, or the server does not tell of its disk. */
const roomLeft = (
  { forecast }: Storage,
  now: number,
  t: ReturnType<typeof useTexts>,
  number: (value: number) => string,
): string => {
  if (!forecast) return t('notKnown')
  if (forecast.fullAt === null) return t('manyYears')
  return t('daysLeft', { days: number(Math.max(0, Math.round((forecast.fullAt - now) / dayMs))) })
}

/** When midnight lies before the part of the log that was looked at, there were at least so many. */
const actsToday = (
  { growth, looked }: Recent,
  dateOf: (time: number) => string,
  now: number,
  t: ReturnType<typeof useTexts>,
  number: (value: number) => string,
): string => {
  const today = dateOf(now)
  const blocks = growth.filter(({ time }) => dateOf(time) === today)
  const count = number(blocks.reduce((sum, { count }) => sum + count, 0))
  const isAll = blocks.length < growth.length || looked === growth.at(-1)?.size
  return isAll ? count : t('atLeast', { count })
}
