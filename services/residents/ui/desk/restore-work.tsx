/**
 * Back into one's own account: who was suspended, and who left and came back. What the vault had of who left is gone,
 * so that they show a document again, as for an enrolment.
 */
import { isNobody } from '@maru/web/city/vault-refusals.ts'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import type { Resident } from '../../state.ts'
import { useVaultQuery } from '../vault-query.ts'
import { ReturnWork } from './return-work.tsx'
import { StandingWork } from './standing-work.tsx'

export const RestoreWork = ({ account, row }: { readonly account: string; readonly row: Resident }) => {
  const hasLeft = row.state === 'left'
  // For some days after the registrar noted it the person is still there.
  const { data, error, refetch } = useVaultQuery(
    'read-groups',
    { account },
    { isAsked: hasLeft, isKept: true },
  )
  if (!hasLeft || data) return <StandingWork account={account} step="restore" />
  if (isNobody(error)) return <ReturnWork account={account} row={row} />
  return error ? (
    <ErrorState error={error} onRetry={() => void refetch()} />
  ) : (
    <Skeleton lines={6} height="30rem" />
  )
}
