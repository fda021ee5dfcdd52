/** Keeps the ordered indexes and the counts true when a comment comes, goes, or is found helpful. */
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { WriteTables } from '@maru/kernel/state/table.ts'
import type { Comment, Counts, Side, Tables, Target } from './state.ts'

type Writing = WriteTables<Tables>

/** Returns how many comments the proposal or debate has now. */
export const storeNewComment = (tables: Writing, number: number, comment: Comment): number => {
  tables.comments.put([number], comment)
  tables.contents.put([bytesToHex(comment.content)], { comment: number })
  if (comment.replyTo === null) {
    tables.threads.put([comment.service, comment.number, comment.side, number], 0)
    tables.ranks.put(rankOf(number, comment), 0)
  } else {
    tables.replies.put([comment.replyTo, number], 0)
    countReply(tables, comment.replyTo, 1)
  }
  return count(tables, comment, 1)
}

/** The row stays where it was, so that replies keep their place. Returns how many comments there are now. */
export const storeWithdrawal = (
  tables: Writing,
  number: number,
  comment: Comment,
  withdrawnAt: number,
): number => {
  tables.comments.put([number], { ...comment, withdrawnAt })
  if (comment.replyTo === null) tables.ranks.remove(rankOf(number, comment))
  else countReply(tables, comment.replyTo, -1)
  return count(tables, comment, -1)
}

/** Returns how many find it helpful now. */
export const changeHelpful = (tables: Writing, number: number, change: 1 | -1): number => {
  const before = tables.comments.get([number]) as Comment
  const after = { ...before, helpful: before.helpful + change }
  tables.comments.put([number], after)
  if (before.replyTo === null) {
    tables.ranks.remove(rankOf(number, before))
    tables.ranks.put(rankOf(number, after), 0)
  }
  return after.helpful
}

export const countsOf = (row: Counts | undefined): Counts => row ?? { for: 0, against: 0, none: 0 }

const rankOf = (
  number: number,
  comment: Comment,
): readonly [service: string, target: number, side: string, helpful: number, comment: number] => [
  comment.service,
  comment.number,
  comment.side,
  comment.helpful,
  number,
]

const countReply = (tables: Writing, number: number, change: 1 | -1): void =>
  void tables.comments.update([number], (comment) => ({ ...comment, replies: comment.replies + change }))

const count = (
  tables: Writing,
  { service, number, side }: Target & { readonly side: Side },
  change: 1 | -1,
): number => {
  const before = countsOf(tables.counts.get([service, number]))
  const after = tables.counts.put([service, number], { ...before, [side]: before[side] + change })
  return after.for + after.against + after.none
}
