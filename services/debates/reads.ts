/** Answers to what other services need to know of debates; services/index.ts hands them out. */
import { bindReadTables } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { tables, type Opinion } from './state.ts'

export const debatesReads = {
  opinionOf: (view: View, opinion: number): Opinion | undefined =>
    bindReadTables('debates', { opinions: tables.opinions }, view).opinions.get([opinion]),
  /** Undefined when there is none. */
  isOpen: (view: View, debate: number): boolean | undefined => {
    const row = bindReadTables('debates', { debates: tables.debates }, view).debates.get([debate])
    return row && row.state === 'open'
  },
  /** Whether there is, or was, a debate on a proposal. */
  isDebated: (view: View, proposal: number): boolean =>
    bindReadTables('debates', { debateOf: tables.debateOf }, view).debateOf.has([proposal]),
}
