import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { Link, useParams } from '@tanstack/react-router'
import { useCityQuery } from '../../city/api.ts'
import { Page } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { ErrorState } from '../../kit/states.tsx'
import { useFormat } from '../../texts/format.ts'
import type { Act } from '../acts/act.ts'
import { useServiceWords } from '../acts/service-words.ts'
import { Facts } from './facts.tsx'
import { ProveState } from './prove-state.tsx'
import { NewestOf, RecentActs } from './recent-acts.tsx'
import { SupportQuestion } from './support-question.tsx'
import { useTexts } from './texts.ts'
import styles from './tracker.module.css'

interface Row {
  readonly state: string
  readonly supports: number
  readonly openedAt: number
  readonly author: string
  readonly content: string
}

/** What the record knows of a proposal, each of it to be proved: its row, its supports, what was done about it. */
export const Screen = () => {
  const t = useTexts()
  const format = useFormat()
  const { proposal: text = '' }: { readonly proposal?: string } = useParams({ strict: false })
  const proposal = Number(text)
  const { data, error, refetch } = useCityQuery<Row>('proposals', 'proposal', { proposal })
  return (
    <Page
      title={t('proposalNumber', { number: format.number(proposal) })}
      crumbs={[{ label: t('title'), to: '/tracker' }]}
      lead={<p>{t('proposalLead')}</p>}
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={8} height="40rem" />
      ) : (
        <Found proposal={proposal} row={data} />
      )}
    </Page>
  )
}

const Found = ({ proposal, row }: { readonly proposal: number; readonly row: Row }) => {
  const t = useTexts()
  const format = useFormat()
  const words = useServiceWords()
  const says = (proven: unknown): string => {
    const number = format.number(proposal)
    if (proven === undefined) return t('proposalMissing', { number })
    const { supports, state } = proven as Pick<Row, 'supports' | 'state'>
    return t('proposalProven', {
      number,
      supports: format.number(supports),
      state: words.word('proposals', state),
    })
  }
  return (
    <>
      <Facts
        facts={[
          [t('state'), words.word('proposals', row.state)],
          [t('supports'), format.number(row.supports)],
          [t('opened'), format.clock(row.openedAt)],
          [
            t('author'),
            <Link key="author" to={`/tracker/accounts/${row.author}`}>
              {row.author}
            </Link>,
          ],
          [t('textPrint'), <code key="text">{row.content}</code>],
        ]}
      />
      <ProveState row={{ service: 'proposals', table: 'proposals', key: `${proposal}` }} says={says} />
      <p>
        <Link to={`/proposals/${proposal}`} className={styles['more']}>
          {t('readProposal')}
        </Link>
      </p>
      <SupportQuestion proposal={proposal} />
      <Acts proposal={proposal} />
    </>
  )
}

/** Fifty supports are no news; who answered is. */
const Acts = ({ proposal }: { readonly proposal: number }) => {
  const t = useTexts()
  return (
    <RecentActs
      title={t('recentOfProposal')}
      none={t('noneOfProposal')}
      isWanted={(act) => isAbout(act, proposal)}
    >
      {(acts) => {
        const [supports, steps] = [acts.filter(isSupport), acts.filter((each) => !isSupport(each))]
        const count = { count: supports.length, shown: Math.min(shownMax, supports.length) }
        return (
          <>
            {steps.length > 0 && <NewestOf acts={steps} max={shownMax} />}
            {supports.length > 0 && (
              <>
                <h3>{t('supportsOfProposal', count)}</h3>
                <NewestOf acts={supports} max={shownMax} />
              </>
            )}
          </>
        )
      }}
    </RecentActs>
  )
}

const shownMax = 10

const isSupport = ({ act: { action } }: { readonly act: Act }): boolean =>
  action === 'support-proposal' || action === 'withdraw-support'

/** An answer names its duty; what it did names the proposal. */
const isAbout = ({ input, events }: Act, proposal: number): boolean =>
  [input, ...events.map(([, data]) => data)].some((data) => proposalOf(data) === proposal)

const proposalOf = (data: CborValue): CborValue | undefined =>
  typeof data === 'object' && data !== null && 'proposal' in data ? data['proposal'] : undefined
