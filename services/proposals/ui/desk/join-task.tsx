import { useText } from '@maru/web/city/text-of.ts'
import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { ErrorState } from '@maru/web/kit/states.tsx'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { type ProposalRow, useProposal } from '../data.ts'
import { useTexts as useProposalTexts } from '../texts.ts'
import { JoinWork } from './join-work.tsx'
import { LeaveWork } from './leave-work.tsx'

export interface Words {
  readonly title: string
  readonly body: string
}

/** Joining what is like this proposal, or taking it out again when it is joined. */
export const JoinTask = ({ id }: ItemProps) => {
  const { data, error, refetch } = useProposal(Number(id))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={8} height="40rem" />
  return <Task row={data} />
}

const Task = ({ row }: { readonly row: ProposalRow }) => {
  const words = useProposalTexts()
  const { data: text } = useText<Words>(row.content)
  if (text === undefined) return <Skeleton lines={8} height="40rem" />
  const shown = text ?? { title: words('noTitle', { number: row.proposal }), body: '' }
  return row.joinedTo === undefined ? (
    <JoinWork row={row} text={shown} />
  ) : (
    <LeaveWork row={row} into={row.joinedTo} title={shown.title} />
  )
}
