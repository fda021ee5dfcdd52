import { Button, ButtonLink } from '../../kit/button.tsx'
import { Page } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { useFormat } from '../../texts/format.ts'
import { Answers } from './answers.tsx'
import { useStatistics } from './data.ts'
import { Debates } from './debates.tsx'
import { Polls } from './polls.tsx'
import { Exports } from './exports.tsx'
import { Moderation } from './moderation.tsx'
import { ProposalsByMonth, ProposalsByPlace } from './proposals.tsx'
import styles from './reports.module.css'
import { useTexts } from './texts.ts'
import { StillOwed } from './unanswered.tsx'

/** How people take part and how the city answers, as of an entry of the log, for everyone to check. */
export const Screen = () => {
  const t = useTexts()
  const format = useFormat()
  const { data, error, refetch } = useStatistics()
  return (
    <Page
      title={t('title')}
      width="wide"
      crumbs={[]}
      lead={
        <p>
          {data
            ? t('lead', { size: format.number(data.logIndex), time: format.dateTime(data.time) })
            : t('leadSoon')}
        </p>
      }
    >
      <div className={styles['buttons']}>
        <ButtonLink to="/check" look="tertiary">
          {t('check')}
        </ButtonLink>
        <Button look="tertiary" onClick={() => print()}>
          {t('print')}
        </Button>
      </div>
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={16} height="120rem" />
      ) : (
        <>
          <Answers answers={data.answers} />
          <StillOwed />
          <ProposalsByMonth proposals={data.proposals} />
          <ProposalsByPlace proposals={data.proposals} />
          <Debates debates={data.debates} />
          <Polls polls={data.polls} />
          <Moderation moderation={data.moderation} />
        </>
      )}
      <Exports />
    </Page>
  )
}
