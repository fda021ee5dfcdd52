import { useNameOf } from '@maru/web/city/city.ts'
import { ButtonLink } from '@maru/web/kit/button.tsx'
import { Page } from '@maru/web/kit/page.tsx'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { ShareButton } from '@maru/web/parts/share.tsx'
import { useSubject } from '@maru/web/parts/subject.ts'
import { useFormat } from '@maru/web/texts/format.ts'
import { useParams } from '@tanstack/react-router'
import { type PolicyRow, usePolicy } from './data.ts'
import { Itself } from './itself.tsx'
import { StateBadge } from './state-badge.tsx'
import { useTexts } from './texts.ts'

/** One policy: what was promised, how far it is, and everything that happened to it. */
export const Screen = () => {
  const { policy }: { readonly policy?: string } = useParams({ strict: false })
  const { data, error, refetch } = usePolicy(Number(policy))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={10} height="80rem" />
  return <Policy row={data} />
}

const Policy = ({ row }: { readonly row: PolicyRow }) => {
  const t = useTexts()
  const format = useFormat()
  const nameOf = useNameOf()
  const subject = useSubject({ proposal: row.proposal, content: row.content, poll: row.poll })
  const { policy, state, proposal, debate, poll, department, budgetWon, openedAt, endedAt } = row
  if (subject === undefined) return <Skeleton lines={10} height="80rem" />
  const title = subject ?? t('noTitle', { number: policy })
  const who = department === null ? t('nobodyYet') : nameOf('departments', department)
  return (
    <Page
      title={title}
      crumbs={[{ label: t('title'), to: '/policies' }]}
      above={
        <p className={layout['row']}>
          <StateBadge state={state} />
          <span className={layout['soft']}>{who}</span>
        </p>
      }
      lead={
        <p>
          {endedAt === undefined
            ? t('began', { date: format.date(openedAt) })
            : t('ran', { from: format.date(openedAt), to: format.date(endedAt) })}
          {budgetWon !== undefined && ` · ${t('budget', { won: format.number(budgetWon) })}`}
        </p>
      }
    >
      <div className={layout['row']}>
        {proposal > 0 && (
          <ButtonLink to={`/proposals/${proposal}`} size="small">
            {t('toProposal')}
          </ButtonLink>
        )}
        {debate > 0 && (
          <ButtonLink to={`/debates/${debate}`} size="small">
            {t('toDebate')}
          </ButtonLink>
        )}
        {poll !== undefined && (
          <ButtonLink to={`/polls/${poll}`} size="small">
            {t('toPoll')}
          </ButtonLink>
        )}
        <ShareButton title={title} />
      </div>
      <Itself row={row} />
    </Page>
  )
}
