/** Answers to what other services need to know of proposals; services/index.ts hands them out. */
import { bindReadTables } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { tables, type Proposal } from './state.ts'

const proposalOf = (view: View, proposal: number): Proposal | undefined =>
  bindReadTables('proposals', { proposals: tables.proposals }, view).proposals.get([proposal])

export const proposalsReads = {
  proposalOf,
  proposalState: (view: View, proposal: number): string | undefined => proposalOf(view, proposal)?.state,
}
