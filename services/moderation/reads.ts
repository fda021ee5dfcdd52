/** Answers to what others need to know of moderation; services/index.ts and whoever serves texts ask here. */
import { tablesReader } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { tables, type Hold } from './state.ts'

const read = tablesReader('moderation', { holds: tables.holds, cases: tables.cases })

/** Why the text of a commitment (64 hexadecimal digits) must not be served; undefined when it may. */
export const holdOf = (view: View, commitment: string): Hold | undefined => read(view).holds.get([commitment])

/** Who wrote the text that a case is about. */
export const authorOfCase = (view: View, number: number): string | undefined =>
  read(view).cases.get([number])?.author
