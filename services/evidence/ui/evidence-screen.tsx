import { Page, Section } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import { useEquivocations, useSplitViews } from './data.ts'
import { Equivocation } from './equivocation.tsx'
import styles from './evidence.module.css'
import { SplitView } from './split-view.tsx'
import { useTexts } from './texts.ts'

/** Validators that signed two things of which only one can be true, with both, for everyone to see. */
export const Screen = () => {
  const t = useTexts()
  const votes = useEquivocations()
  const logs = useSplitViews()
  const error = votes.error ?? logs.error
  const isNothing = votes.data?.equivocations.length === 0 && logs.data?.splitViews.length === 0
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>} crumbs={[{ label: t('tracker'), to: '/tracker' }]}>
      {error ? (
        <ErrorState error={error} onRetry={() => void Promise.all([votes.refetch(), logs.refetch()])} />
      ) : !votes.data || !logs.data ? (
        <Skeleton lines={8} height="40rem" />
      ) : isNothing ? (
        <EmptyState title={t('none')}>
          <p>{t('noneHelp')}</p>
        </EmptyState>
      ) : (
        <>
          {votes.data.equivocations.length > 0 && (
            <Section title={t('votes')}>
              <p>{t('votesHelp')}</p>
              <ol className={styles['entries']}>
                {votes.data.equivocations.map((row) => (
                  <Equivocation key={row.equivocation} row={row} />
                ))}
              </ol>
            </Section>
          )}
          {logs.data.splitViews.length > 0 && (
            <Section title={t('logs')}>
              <p>{t('logsHelp')}</p>
              <ol className={styles['entries']}>
                {logs.data.splitViews.map((row) => (
                  <SplitView key={row.splitView} row={row} />
                ))}
              </ol>
            </Section>
          )}
        </>
      )}
    </Page>
  )
}
