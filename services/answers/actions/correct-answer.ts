import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { commitment, dutyNumber } from '../../schemas.ts'
import { checkAnswerer } from '../checks.ts'
import { answerContent } from '../content.ts'
import { action } from '../kit.ts'
import type { Answer, Duty } from '../state.ts'

/** A11: another wording. What was decided and when stays, and so does every wording before. */
export const correctAnswer = action({
  input: z.strictObject({ duty: dutyNumber, content: commitment }),
  summary:
    'Correct the wording of an answer; earlier wordings stay readable. For officers of its department.',
  example: { duty: 1, content: new Uint8Array(32) },
  content: answerContent,
  check: (context, { duty }) => {
    const no = checkAnswerer(context, duty)
    if (no) return no
    const { answer } = context.tables.duties.get([duty]) as Duty
    return answer ? ok : refuse('A11-not-answered')
  },
  apply: ({ tables, actor, time, emit, nextNumber }, { duty, content }) => {
    const before = tables.duties.get([duty]) as Duty
    tables.duties.put([duty], { ...before, answer: { ...(before.answer as Answer), content } })
    tables.wordings.put([duty, nextNumber('wording')], { content, by: actor, at: time })
    emit('answer-corrected', { duty, proposal: before.proposal, content: bytesToHex(content) })
  },
})
