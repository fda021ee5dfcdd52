import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { commitment, dutyNumber } from '../../schemas.ts'
import { checkAnswerer, checkUnanswered } from '../checks.ts'
import { answerContent } from '../content.ts'
import { daysLate, saidOf, storeDuty } from '../duties.ts'
import { action } from '../kit.ts'
import { decisions, type Duty } from '../state.ts'

/** A7: by whoever owes it. A9: once. A10: late, if it is, for ever. */
export const giveAnswer = action({
  input: z.strictObject({ duty: dutyNumber, decision: z.enum(decisions), content: commitment }),
  summary: "Give the city's answer. For officers of its department, or the mayor's office.",
  example: { duty: 1, decision: 'adopted' as const, content: new Uint8Array(32) },
  content: answerContent,
  check: (context, { duty }) => checkAnswerer(context, duty) ?? checkUnanswered(context, duty),
  apply: (context, { duty, decision, content }) => {
    const { tables, actor, time, emit, nextNumber } = context
    const before = tables.duties.get([duty]) as Duty
    const late = daysLate(before, time)
    const answer = { decision, content, by: actor, at: time, daysLate: late }
    const state = late > 0 ? 'answered-late' : 'answered'
    storeDuty(context, duty, before, { ...before, state, answer })
    tables.wordings.put([duty, nextNumber('wording')], { content, by: actor, at: time })
    const said = { duty, ...saidOf(before), decision, content: bytesToHex(content) }
    emit('answered', { ...said, daysLate: late })
  },
})
