import { Notice } from '@maru/web/kit/notice.tsx'
import { Page, Section } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import { Together } from '@maru/web/kit/together.tsx'
import { FollowButton } from '@maru/web/parts/follow.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Parts } from '@maru/web/parts/parts.tsx'
import { ShareButton } from '@maru/web/parts/share.tsx'
import { Written } from '@maru/web/parts/written.tsx'
import { useParams } from '@tanstack/react-router'
import type { PollWords } from '../content.ts'
import { Closing } from './closing.tsx'
import { type PollRow, usePoll, usePollWords } from './data.ts'
import { useGroupName } from './group-name.ts'
import { OwnOrReport } from './own-acts.tsx'
import { FollowUpPromise } from './follow-up-promise.tsx'
import { Check, Results } from './results.tsx'
import { SecrecyNote } from './secrecy-note.tsx'
import { StateBadge } from './state-badge.tsx'
import { useTexts } from './texts.ts'
import { Turnout } from './turnout.tsx'
import { VotePart } from './vote-part.tsx'
import { fitsPoll } from './words.ts'

/** One poll: what is asked and of whom, one's vote, how many voted, and the result with the ways to check it. */
export const Screen = () => {
  const { poll }: { readonly poll?: string } = useParams({ strict: false })
  const { data, error, refetch } = usePoll(Number(poll))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={10} height="80rem" />
  return <Poll row={data} />
}

const Poll = ({ row }: { readonly row: PollRow }) => {
  const t = useTexts()
  const groupName = useGroupName()
  const { data: words } = usePollWords(row.content)
  if (words === undefined) return <Skeleton lines={10} height="80rem" />
  const title = words?.title ?? t('noTitle', { number: row.poll })
  return (
    <Page
      title={title}
      crumbs={[{ label: t('title'), to: '/polls' }]}
      above={
        <p className={layout['row']}>
          <StateBadge state={row.state} />
          <Closing row={row} />
        </p>
      }
      lead={<p>{t(`lead-${row.asker}`, { group: groupName(row.group) })}</p>}
    >
      <div className={layout['row']}>
        <FollowButton kind="poll" id={row.poll} />
        <ShareButton title={title} />
        <OwnOrReport row={row} />
      </div>
      <Together height="100rem">
        {(words === null || words.body !== '') && (
          <Written content={row.content} isErased={row.erasedAt !== undefined} />
        )}
        {row.endedEarly && (
          <Notice tone="warning">
            <p>{t(endedAs(row), { reason: t(`reason-${row.endedEarly.reason}`) })}</p>
          </Notice>
        )}
        <SecrecyNote row={row} />
        <FollowUpPromise row={row} />
        {row.state === 'closed' ? (
          <>
            <Results row={row} words={words} />
            <Parts on="poll" number={row.poll} />
            <TurnoutSection row={row} />
            {words && <Asked row={row} words={words} title={title} />}
          </>
        ) : (
          <>
            {words && row.state !== 'withdrawn' && <Asked row={row} words={words} title={title} />}
            <TurnoutSection row={row} />
            <Results row={row} words={words} />
          </>
        )}
        <Check row={row} />
      </Together>
    </Page>
  )
}

const TurnoutSection = ({ row }: { readonly row: PollRow }) => {
  const t = useTexts()
  if (row.state === 'announced' || row.state === 'withdrawn') return null
  return (
    <Section title={t('turnout')}>
      <Turnout row={row} />
    </Section>
  )
}

const endedAs = ({ state }: PollRow) => (state === 'withdrawn' ? 'withdrawnFor' : 'endedEarly')

const Asked = ({
  row,
  words,
  title,
}: {
  readonly row: PollRow
  readonly words: PollWords
  readonly title: string
}) => {
  const t = useTexts()
  return (
    <Section title={t(row.state === 'announced' ? 'willBeAsked' : 'yours')}>
      {fitsPoll(row, words) ? (
        <VotePart row={row} words={words} title={title} />
      ) : (
        <Notice tone="danger">
          <p>{t('wordsUnfit')}</p>
        </Notice>
      )}
    </Section>
  )
}
