import { useNameOf } from '@maru/web/city/city.ts'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { EmptyState, ErrorState } from '@maru/web/kit/states.tsx'
import layout from '@maru/web/parts/layout.module.css'
import { Parts } from '@maru/web/parts/parts.tsx'
import { useSubject } from '@maru/web/parts/subject.ts'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { useFormat } from '@maru/web/texts/format.ts'
import { Link, useSearch } from '@tanstack/react-router'
import { type PolicyRow, usePolicy } from '../data.ts'
import { Itself } from '../itself.tsx'
import { StateBadge } from '../state-badge.tsx'
import { useTexts as usePolicyTexts } from '../texts.ts'
import { useTexts } from './texts.ts'

/** The policy as residents see it; before it is there, the proposal that it is for. */
export const PolicySubject = ({ id }: ItemProps) =>
  id === 'new' ? <OfProposal /> : <OfPolicy policy={Number(id)} />

/** The number that was typed stands in the address, where the form has put it. */
const OfProposal = () => {
  const t = useTexts()
  const { proposal }: { readonly proposal?: unknown } = useSearch({ strict: false })
  const number = Number(proposal)
  if (!Number.isSafeInteger(number) || number < 1) {
    return (
      <EmptyState title={t('whichProposal')}>
        <p>{t('whichProposalHelp')}</p>
      </EmptyState>
    )
  }
  return <Parts key={number} on="proposal-itself" number={number} />
}

const OfPolicy = ({ policy }: { readonly policy: number }) => {
  const { data, error, refetch } = usePolicy(policy)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={10} height="60rem" />
  return <Whole row={data} />
}

const Whole = ({ row }: { readonly row: PolicyRow }) => {
  const t = useTexts()
  const words = usePolicyTexts()
  const format = useFormat()
  const nameOf = useNameOf()
  const subject = useSubject(row)
  const { policy, state, department, budgetWon, proposal } = row
  return (
    <>
      <div className={layout['stack']}>
        <p className={layout['row']}>
          <StateBadge state={state} />
          <span className={layout['soft']}>
            {department === null ? words('nobodyYet') : nameOf('departments', department)}
            {budgetWon !== undefined && ` · ${words('budget', { won: format.number(budgetWon) })}`}
          </span>
        </p>
        <h2>
          <Link to={`/policies/${policy}`} className={layout['link']}>
            {subject === undefined ? '…' : (subject ?? t('noTitle', { number: policy }))}
          </Link>
        </h2>
        {proposal > 0 && (
          <p>
            <Link to={`/proposals/${proposal}`} className={layout['link']}>
              {words('toProposal')}
            </Link>
          </p>
        )}
      </div>
      <Itself row={row} />
    </>
  )
}
