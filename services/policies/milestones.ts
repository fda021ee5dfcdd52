/** What the clock does to milestones. A date that passed cannot be hidden: the first promise stays and is counted from. */
import { dayMs } from '../days.ts'
import { tell } from './change-state.ts'
import { timer } from './kit.ts'
import type { Milestone, Policy } from './state.ts'

/** Y7: at its date a milestone that is still planned is overdue. A date that was moved has a timer of its own. */
export const findOverdue = timer((context, { policy, milestone, due }) => {
  const { tables, time } = context
  const key = [policy as number, milestone as number] as const
  const row = tables.milestones.get(key) as Milestone
  const isMarked = row.overdueAt !== undefined && row.overdueAt >= row.due
  if (hasEnded(tables.policies.get([key[0]]) as Policy) || row.due !== due || isMarked) return
  if (row.state !== 'planned') return
  tables.milestones.put(key, { ...row, overdueAt: time })
  tell(context, key[0], 'milestone-overdue', { milestone: key[1], due })
})

/** Whether it is overdue now: the clock decides, not whether the timer has run. */
export const isOverdue = (policy: Policy, { state, due }: Milestone, time: number): boolean =>
  state === 'planned' && !hasEnded(policy) && time >= due

/** Y8: days begun since what was promised first; 0 is in time. */
export const daysLateAt = ({ firstDue }: Milestone, time: number): number =>
  time < firstDue ? 0 : Math.floor((time - firstDue) / dayMs) + 1

const hasEnded = ({ endedAt }: Policy): boolean => endedAt !== undefined
