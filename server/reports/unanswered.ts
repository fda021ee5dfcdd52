/**
 * What reached a threshold and has no answer: each duty that is still owed one, with the days, read from the state. It
 * says what the ledger knows; what the source of an import marks as answered stands beside it.
 */
import { bindReadTables } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { owers, states, tables, type Duty, type DutyState, type Ower } from '@maru/services/answers/state.ts'
import { dayMs } from '@maru/services/days.ts'
import { tables as proposalTables } from '@maru/services/proposals/state.ts'
import type { Imported } from './imported.ts'

export interface Unanswered {
  readonly duty: number
  /** Null for a debate on a question of the city's own. */
  readonly proposal: number | null
  readonly debate: number | null
  /** The poll of the city that has to be followed up. */
  readonly poll: number | null
  readonly supports: number | null
  readonly owedBy: Ower
  readonly department: string | null
  readonly state: DutyState
  readonly aroseAt: number
  readonly due: number
  /** Whole days since it arose. */
  readonly daysWaiting: number
  /** Days after the deadline, a begun one counted whole as in a late answer; 0 when there is still time. */
  readonly daysOverdue: number
  /** The source of an import says that there was an answer, though not which: then nobody can check it. */
  readonly markedAnswered?: boolean
}

export interface UnansweredTotals {
  /** By who owes it: what is owed, and of that what is overdue. */
  readonly owed: { readonly [O in Ower]: number }
  readonly overdue: { readonly [O in Ower]: number }
  readonly answered: number
  readonly answeredLate: number
  readonly lapsed: number
  /** How many proposals ever reached each threshold. */
  readonly reached: { readonly [threshold: string]: number }
}

export type MarkedProposals = ReadonlySet<number>

export const markedProposals = ({ proposals }: Imported): MarkedProposals =>
  new Set(proposals.filter(({ markedAnswered }) => markedAnswered).map(({ proposal }) => proposal))

/** In the order of duties, from the one after `after`, as of `time`. */
export const listUnanswered = (
  view: View,
  time: number,
  { after, limit }: { readonly after: number; readonly limit: number },
  marked?: MarkedProposals,
): readonly Unanswered[] => {
  const { duties, states } = bindReadTables('answers', tables, view)
  const { proposals } = bindReadTables('proposals', proposalTables, view)
  const numbers = unansweredStates.flatMap((state) =>
    states.list({ prefix: [state], after: [state, after], limit }).map(([[, number]]) => number),
  )
  return numbers
    .sort((a, b) => a - b)
    .slice(0, limit)
    .map((number) => {
      const row = duties.get([number]) as Duty
      const supports = proposals.get([row.proposal])?.supports ?? null
      return {
        ...describe(number, row, time),
        supports,
        ...(marked && { markedAnswered: marked.has(row.proposal) }),
      }
    })
}

export const totalsOf = (view: View): UnansweredTotals => {
  const { counts } = bindReadTables('answers', tables, view)
  const { reached } = bindReadTables('proposals', proposalTables, view)
  const count = (by: Ower, wanted: readonly DutyState[]): number =>
    wanted.reduce((sum, state) => sum + (counts.get([by, state])?.duties ?? 0), 0)
  const byOwer = (wanted: readonly DutyState[]) =>
    Object.fromEntries(owers.map((by) => [by, count(by, wanted)])) as { [O in Ower]: number }
  const all = (state: DutyState): number => owers.reduce((sum, by) => sum + count(by, [state]), 0)
  return {
    owed: byOwer(unansweredStates),
    overdue: byOwer(['overdue']),
    answered: all('answered'),
    answeredLate: all('answered-late'),
    lapsed: all('lapsed'),
    reached: Object.fromEntries(reached.list().map(([[threshold], { proposals }]) => [threshold, proposals])),
  }
}

const settled: readonly DutyState[] = ['answered', 'answered-late', 'lapsed']
const unansweredStates = states.filter((state) => !settled.includes(state))

const describe = (duty: number, row: Duty, time: number): Omit<Unanswered, 'supports'> => ({
  duty,
  proposal: row.proposal === 0 ? null : row.proposal,
  debate: row.debate === 0 ? null : row.debate,
  poll: row.poll ?? null,
  owedBy: row.by,
  department: row.department,
  state: row.state,
  aroseAt: row.aroseAt,
  due: row.due,
  daysWaiting: Math.floor((time - row.aroseAt) / dayMs),
  daysOverdue: time < row.due ? 0 : Math.floor((time - row.due) / dayMs) + 1,
})
