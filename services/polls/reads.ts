/** Answers to what other services need to know of polls; services/index.ts hands them out. */
import { tablesReader } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { tables, type Poll } from './state.ts'

const read = tablesReader('polls', { polls: tables.polls })

export const pollsReads = {
  contentOf: (view: View, poll: number): Uint8Array | undefined => read(view).polls.get([poll])?.content,
  /** A poll of a resident, whose words others may report; the city's are acts of office. */
  residentPollOf: (view: View, poll: number): Poll | undefined => {
    const row = read(view).polls.get([poll])
    return row?.asker === 'residents' ? row : undefined
  },
}
