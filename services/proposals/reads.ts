/** Answers to what other services need to know of proposals; services/index.ts hands them out. */
import { bindReadTables } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { tables, type Proposal } from './state.ts'

export const proposalsReads = {
  proposalOf: (view: View, proposal: number): Proposal | undefined =>
    bindReadTables('proposals', { proposals: tables.proposals }, view).proposals.get([proposal]),
}
