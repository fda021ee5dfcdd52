/** Acts of some kind in the newest part of the log, the newest first. */
import type { ReactNode } from 'react'
import { Section } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { useFormat } from '../../texts/format.ts'
import type { Act } from '../acts/act.ts'
import { ActList } from './act-list.tsx'
import { type Recent, readRecent } from './recent.ts'
import { useTexts } from './texts.ts'
import { useLog } from './use-log.ts'

type Found = Recent['acts'][number]

export const RecentActs = ({
  title,
  none,
  isWanted,
  children,
}: {
  readonly title: string
  /** Where there are none. */
  readonly none: string
  readonly isWanted: (act: Act) => boolean
  readonly children: (acts: readonly Found[]) => ReactNode
}) => {
  const t = useTexts()
  const format = useFormat()
  const { data, error, refetch } = useLog(['recent'], readRecent)
  const acts = data?.acts.filter(({ act }) => isWanted(act)).reverse() ?? []
  return (
    <Section title={title}>
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Skeleton lines={6} />
      ) : (
        <>
          <p>{t('lookedAt', { count: format.number(data.looked) })}</p>
          {acts.length === 0 ? <EmptyState title={none} /> : children(acts)}
        </>
      )}
    </Section>
  )
}

export const NewestOf = ({ acts, max }: { readonly acts: readonly Found[]; readonly max: number }) => (
  <ActList acts={acts.slice(0, max).map(({ index, act }) => ({ index, ...act }))} />
)
