/** What the newest part of the record is made of, as the log's own files tell. */
import { Section } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { Table } from '../../kit/table.tsx'
import { useFormat } from '../../texts/format.ts'
import { useServiceWords } from '../acts/service-words.ts'
import { readRecent } from './recent.ts'
import { useTexts } from './texts.ts'
import styles from './tracker.module.css'
import { useLog } from './use-log.ts'

/** The table is the chart: a bar beside each number. */
export const ActsByService = () => {
  const t = useTexts()
  const format = useFormat()
  const words = useServiceWords()
  const { data, error, refetch } = useLog(['recent'], readRecent)
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <Skeleton lines={8} height="40rem" />
  const { byService, looked } = data
  const most = Math.max(1, ...byService.map(({ acts }) => acts))
  return (
    <Section title={t('byService')}>
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
        ]}
      />
    </Section>
  )
}
