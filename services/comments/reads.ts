/** Answers to what other services need to know of comments; services/index.ts hands them out. */
import { tablesReader } from '@maru/kernel/state/table.ts'
import type { View } from '@maru/kernel/state/view.ts'
import { tables, type Comment } from './state.ts'

const read = tablesReader('comments', tables)

export const commentsReads = {
  /** Undefined also when its author withdrew it, and its text with it. */
  textOf: (view: View, comment: number): Comment | undefined => {
    const row = read(view).comments.get([comment])
    return row?.withdrawnAt === undefined ? row : undefined
  },
}
