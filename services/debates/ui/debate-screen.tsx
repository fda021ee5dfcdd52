import { useText } from '@maru/web/city/text-of.ts'
import { ButtonLink } from '@maru/web/kit/button.tsx'
import { Notice } from '@maru/web/kit/notice.tsx'
import { Page, Section } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { Together } from '@maru/web/kit/together.tsx'
import { FollowButton } from '@maru/web/parts/follow.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Parts } from '@maru/web/parts/parts.tsx'
import { ShareButton } from '@maru/web/parts/share.tsx'
import { useSubject } from '@maru/web/parts/subject.ts'
import { useFormat } from '@maru/web/texts/format.ts'
import { useParams } from '@tanstack/react-router'
import { Closing } from './closing.tsx'
import { type DebateRow, useDebate } from './data.ts'
import { MemberSide, OwnSide } from './member-side.tsx'
import { OpinionForm } from './opinion-form.tsx'
import { Opinions } from './opinions.tsx'
import { StateBadge } from './state-badge.tsx'
import { Tally } from './tally.tsx'
import { useTexts } from './texts.ts'

/** One debate: what it is about, how it stands, and what people said. */
export const Screen = () => {
  const { debate }: { readonly debate?: string } = useParams({ strict: false })
  const { data, error, refetch } = useDebate(Number(debate))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={10} height="80rem" />
  return <Debate row={data} />
}

const Debate = ({ row }: { readonly row: DebateRow }) => {
  const t = useTexts()
  const format = useFormat()
  const subject = useSubject(row)
  const { debate, state, proposal, openedBy, opens, mayorAt, members } = row
  if (subject === undefined) return <Skeleton lines={10} height="80rem" />
  const title = subject ?? t('noTitle', { number: debate })
  return (
    <Page
      title={title}
      crumbs={[{ label: t('title'), to: '/debates' }]}
      above={
        <p className={layout['row']}>
          <StateBadge state={state} />
          <Closing row={row} />
        </p>
      }
      lead={<p>{t(`openedBy-${openedBy}`, { date: format.date(opens) })}</p>}
    >
      <div className={layout['row']}>
        {proposal > 0 && (
          <ButtonLink to={`/proposals/${proposal}`} size="small">
            {t('toProposal')}
          </ButtonLink>
        )}
        <FollowButton kind="debate" id={debate} />
        <ShareButton title={title} />
      </div>
      <Together height="100rem">
        <Words row={row} />
        {mayorAt !== undefined && (
          <Notice tone="information">
            <p>{t('mayorAnswers', { date: format.date(mayorAt) })}</p>
          </Notice>
        )}
        <Section title={t('standing')}>
          <Tally row={row} />
        </Section>
        <Section title={t('yours')}>
          <Own row={row} title={title} />
        </Section>
        {!members && <Opinions debate={debate} />}
        <Parts on="debate" number={debate} />
      </Together>
    </Page>
  )
}

/** What one gives here, or has given. */
const Own = ({ row, title }: { readonly row: DebateRow; readonly title: string }) => {
  const t = useTexts()
  const { state, members } = row
  if (state === 'open')
    return members ? (
      <MemberSide row={row} members={members} title={title} />
    ) : (
      <OpinionForm row={row} title={title} />
    )
  return (
    <>
      <p>{t('over')}</p>
      {members && <OwnSide row={row} />}
    </>
  )
}

/** The city's question, or the panel's reasons for opening a debate. */
const Words = ({ row: { content, openedBy } }: { readonly row: DebateRow }) =>
  content === undefined ? null : <Official content={content} isPanel={openedBy === 'panel'} />

const Official = ({ content, isPanel }: { readonly content: string; readonly isPanel: boolean }) => {
  const t = useTexts()
  const { data } = useText<{ readonly body: string }>(content)
  if (!data) return null
  return (
    <div className={layout['official']}>
      {isPanel && <p className={layout['strong']}>{t('panelReasons')}</p>}
      <p className={layout['body']}>{data.body}</p>
    </div>
  )
}
