import { useCity, useNameOf } from '@maru/web/city/city.ts'
import { useText } from '@maru/web/city/text-of.ts'
import { Page, Section } from '@maru/web/kit/page.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { Together } from '@maru/web/kit/together.tsx'
import { useFormat } from '@maru/web/texts/format.ts'
import { langOf } from '@maru/web/texts/lang-of.ts'
import { usePseudonym } from '@maru/web/city/pseudonym.ts'
import { usePerson } from '@maru/web/city/persons.ts'
import { Appeal } from '@maru/web/parts/appeal.tsx'
import { FollowButton } from '@maru/web/parts/follow.tsx'
import { HiddenOf } from '@maru/web/parts/hidden.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Parts } from '@maru/web/parts/parts.tsx'
import { ReportButton } from '@maru/web/parts/report.tsx'
import { ShareButton } from '@maru/web/parts/share.tsx'
import { useParams } from '@tanstack/react-router'
import { type ProposalRow, useIsAnswered, useProposal } from './data.ts'
import { daysUntil } from './days.ts'
import { Neighbours } from './neighbours.tsx'
import { OwnActs } from './own-acts.tsx'
import { ProposalWay } from './proposal-way.tsx'
import styles from './proposals.module.css'
import { SimilarTo } from './similar-to.tsx'
import { StateBadge } from './state-badge.tsx'
import { Support } from './support.tsx'
import { useTexts } from './texts.ts'
import { ToThreshold } from './to-threshold.tsx'

/** One proposal: its text, how far it is, and what one can do. */
export const Screen = () => {
  const { proposal }: { readonly proposal: string } = useParams({ strict: false })
  const { data, error, refetch } = useProposal(Number(proposal))
  // The thresholds are the city's.
  const { isPending } = useCity()
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data || isPending) return <Skeleton lines={10} height="80rem" />
  return <Proposal row={data} />
}

const Proposal = ({ row }: { readonly row: ProposalRow }) => {
  const t = useTexts()
  const format = useFormat()
  const nameOf = useNameOf()
  const pseudonym = usePseudonym()
  const person = usePerson()
  const {
    proposal,
    author,
    field,
    district,
    openedAt,
    editedAt,
    state,
    supports,
    closes,
    content,
    erasedAt,
  } = row
  const isAnswered = useIsAnswered(proposal)
  const text = useText<{ readonly title: string; readonly body: string }>(content)
  const title = text.data?.title ?? t('noTitle', { number: proposal })
  const isOpen = state === 'open' || state === 'needs-assignment'
  if (text.isPending) return <Skeleton lines={10} height="80rem" />
  return (
    <Page
      title={title}
      crumbs={[{ label: t('title'), to: '/proposals' }]}
      above={
        <p className={styles['above']}>
          <StateBadge state={state} isAnswered={isAnswered} />
          <span>
            {nameOf('fields', field)} · {district === null ? t('wholeCity') : nameOf('districts', district)}
          </span>
        </p>
      }
      lead={
        <p>
          {t('by', { name: pseudonym(author), time: format.relative(openedAt) })}
          {editedAt !== undefined && ` · ${t('edited', { time: format.relative(editedAt) })}`}
        </p>
      }
    >
      <section aria-label={t('supports')} className={styles['list']}>
        <ToThreshold supports={supports} isOpen={isOpen} />
        {state === 'open' && closes !== undefined && (
          <p className={styles['soft']}>{t('daysLeft', { days: daysUntil(closes) })}</p>
        )}
        <Support row={row} title={title} />
        {isOpen && <Neighbours proposal={proposal} supports={supports} />}
      </section>
      {text.data ? (
        <p className={styles['body']} lang={langOf(text.data.body)}>
          {text.data.body || t('noBody')}
        </p>
      ) : erasedAt === undefined ? (
        <HiddenOf service="proposals" number={proposal} waiting={t('hidden')} />
      ) : (
        <Notice tone="neutral">
          <p>{t('erased')}</p>
        </Notice>
      )}
      {!text.data && erasedAt === undefined && person?.account === author && (
        <Appeal service="proposals" number={proposal} about={`/proposals/${proposal}`} />
      )}
      <div className={layout['row']}>
        <FollowButton kind="proposal" id={proposal} />
        <ShareButton title={title} />
        {person?.account === author ? (
          <OwnActs row={row} />
        ) : (
          text.data && <ReportButton service="proposals" number={proposal} about={`/proposals/${proposal}`} />
        )}
      </div>
      <Together height="100rem">
        <Section title={t('timeline')}>
          <ProposalWay row={row} />
        </Section>
        <Parts on="proposal" number={proposal} />
        {text.data && <SimilarTo proposal={proposal} title={title} body={text.data.body} />}
      </Together>
    </Page>
  )
}
