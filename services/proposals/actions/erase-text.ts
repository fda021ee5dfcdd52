import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { proposalNumber } from '../../schemas.ts'
import { action } from '../kit.ts'

/**
 * P15: its author, in any state of the proposal, and also one who is suspended or has left: one's own words can always
 * be taken back. What was counted stays, and so does the commitment, which leads nowhere any more.
 */
export const eraseText = action({
  input: z.strictObject({ proposal: proposalNumber }),
  summary: 'Have the text of your proposal destroyed, for ever. Its supports stay counted.',
  example: { proposal: 1 },
  check: ({ tables, actor }, { proposal }) => {
    const row = tables.proposals.get([proposal])
    if (!row) return refuse('P6-unknown-proposal')
    if (row.author !== actor) return refuse('P7-not-author')
    return row.erasedAt === undefined ? ok : refuse('P15-erased-already')
  },
  apply: ({ tables, time, emit }, { proposal }) => {
    const { content, author } = tables.proposals.update([proposal], (row) => ({ ...row, erasedAt: time }))
    emit('text-erased', { proposal, content: bytesToHex(content), author })
  },
})
