/** Answers to what other services need to know of proposals; services/index.ts hands them out. */
import { bindReadTables } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { tables, type Proposal } from './state.ts'

const proposalOf = (view: View, proposal: number): Proposal | undefined =>
  bindReadTables('proposals', { proposals: tables.proposals }, view).proposals.get([proposal])

export const proposalsReads = {
  proposalOf,
  /** Newest first; those with a number below `before`. */
  takenUp: (view: View, before: number | undefined, limit: number): readonly number[] =>
    bindReadTables('proposals', { states: tables.states }, view)
      .states.list({
        prefix: ['needs-assignment'],
        reverse: true,
        limit,
        ...(before !== undefined && { after: ['needs-assignment', before] }),
      })
      .map(([[, number]]) => number),
  proposalState: (view: View, proposal: number): string | undefined => proposalOf(view, proposal)?.state,
}
