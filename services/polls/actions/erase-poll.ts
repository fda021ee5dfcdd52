import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { pollNumber } from '../../schemas.ts'
import { endEarly } from '../change-state.ts'
import { action } from '../kit.ts'

/** B15: one's own words can always be taken back, also by who was suspended or has left. The city's stay. */
export const erasePoll = action({
  input: z.strictObject({ poll: pollNumber }),
  summary: 'Have the words of your poll destroyed, for ever. It ends, and its tally stays.',
  example: { poll: 1 },
  check: ({ tables, actor }, { poll }) => {
    const row = tables.polls.get([poll])
    if (!row) return refuse('B9-unknown-poll')
    if (row.asker === 'city') return refuse('B15-of-the-city')
    if (row.author !== actor) return refuse('B15-not-author')
    return row.erasedAt === undefined ? ok : refuse('B15-erased-already')
  },
  apply: (context, { poll }) => {
    const { tables, actor, time, emit } = context
    endEarly(context, poll, actor, 'text-erased')
    const { content, author } = tables.polls.update([poll], (row) => ({ ...row, erasedAt: time }))
    emit('text-erased', { poll, content: bytesToHex(content), author })
  },
})
