import { tables } from '@maru/services/comments/state.ts'
import { isoTime, tableSet } from '../data-set.ts'

export const commentsSet = tableSet({
  name: 'comments',
  service: 'comments',
  summary: 'Every comment and reply, on proposals and debates.',
  tables,
  table: 'comments',
  columns: [
    'comment',
    'service',
    'number',
    'side',
    'replyTo',
    'helpful',
    'replies',
    'addedAt',
    'withdrawnAt',
    'author',
    'commitment',
    'salt',
    'textState',
    'body',
  ],
  row: ([[comment], row], { source }) => {
    const text = source.textOf(row.content)
    return {
      comment,
      service: row.service,
      number: row.number,
      side: row.side,
      replyTo: row.replyTo,
      helpful: row.helpful,
      replies: row.replies,
      addedAt: isoTime(row.addedAt),
      withdrawnAt: isoTime(row.withdrawnAt),
      author: row.author,
      commitment: text.commitment,
      salt: text.salt,
      textState: text.state,
      body: text.field('comment'),
    }
  },
})
