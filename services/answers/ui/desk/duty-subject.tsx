import { Skeleton } from '@maru/web/kit/skeleton.tsx'
import { Parts } from '@maru/web/parts/parts.tsx'
import type { ItemProps } from '@maru/web/screens/desk/queue.ts'
import { useDuty } from '../data.ts'

/** What is to be answered: the proposal, the debate on a question of the city's own, or the poll. */
export const DutySubject = ({ id }: ItemProps) => {
  const { data, error } = useDuty(Number(id))
  // What went wrong is said beside it, where there is something to do about it.
  if (error && !data) return null
  if (!data) return <Skeleton lines={10} height="60rem" />
  const { proposal, debate, poll } = data
  if (poll !== undefined) return <Parts on="poll-itself" number={poll} />
  return proposal > 0 ? (
    <>
      <Parts on="proposal-itself" number={proposal} />
      <Parts on="proposal" number={proposal} />
    </>
  ) : (
    <Parts on="debate-itself" number={debate} />
  )
}
