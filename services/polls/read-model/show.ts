import { tablesReader } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { pollToJson } from '../queries.ts'
import { tables, type Poll } from '../state.ts'

const read = tablesReader('polls', tables)

export const shownPoll = (view: View, time: number, number: number) => {
  const bound = read(view)
  return pollToJson({ tables: bound, time }, number, bound.polls.get([number]) as Poll)
}
