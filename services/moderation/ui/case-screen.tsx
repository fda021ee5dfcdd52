import { Page, Section } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { useParams } from '@tanstack/react-router'
import { CaseText } from './case-text.tsx'
import { type CaseRow, useCase } from './data.ts'
import { History } from './history.tsx'
import { StateBadge } from './state-badge.tsx'
import { useTexts } from './texts.ts'

/** One case: the text it is about, or why that is not shown, and every act in it. */
export const Screen = () => {
  const { case: number }: { readonly case?: string } = useParams({ strict: false })
  const { data, error, refetch } = useCase(Number(number))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={10} height="60rem" />
  return <Case row={data} />
}

const Case = ({ row }: { readonly row: CaseRow }) => {
  const t = useTexts()
  return (
    <Page
      title={t('caseTitle', { number: row.case })}
      crumbs={[{ label: t('title'), to: '/moderation' }]}
      above={
        <p>
          <StateBadge state={row.state} />
        </p>
      }
    >
      <Section title={t('theText')}>
        <CaseText row={row} />
      </Section>
      <Section title={t('history')}>
        <History row={row} />
      </Section>
    </Page>
  )
}
