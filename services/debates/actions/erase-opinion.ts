import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { action } from '../kit.ts'

/** D12: the author's words go, and what they counted for stays. A suspended resident or one who left may still ask. */
export const eraseOpinion = action({
  input: z.strictObject({ opinion: z.int().min(1).meta({ description: 'The number of an opinion.' }) }),
  summary: 'Destroy the text of an opinion of yours. It stays counted.',
  example: { opinion: 1 },
  check: ({ tables, actor }, { opinion }) => {
    const row = tables.opinions.get([opinion])
    if (!row) return refuse('D12-unknown-opinion')
    if (row.author !== actor) return refuse('D12-not-author')
    return row.erasedAt === undefined ? ok : refuse('D12-erased-already')
  },
  apply: ({ tables, time, emit }, { opinion }) => {
    const { content, author } = tables.opinions.update([opinion], (row) => ({ ...row, erasedAt: time }))
    emit('text-erased', { opinion, content: bytesToHex(content), author })
  },
})
