import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { dayMs } from '../../days.ts'
import { commitment, dutyNumber, time } from '../../schemas.ts'
import { checkAnswerer, checkUnanswered } from '../checks.ts'
import { interimContent } from '../content.ts'
import { action } from '../kit.ts'

const aheadMaxMs = 365 * dayMs

/** A8: says how it stands and when the answer comes. Neither state nor deadline moves. */
export const giveInterimAnswer = action({
  input: z.strictObject({
    duty: dutyNumber,
    content: commitment,
    expected: time.meta({ description: 'When the answer comes, in milliseconds since 1970.' }),
  }),
  summary: 'Say publicly how an answer stands and when it comes. For officers of its department.',
  example: { duty: 1, content: new Uint8Array(32), expected: 1_583_020_800_000 },
  content: interimContent,
  check: (context, { duty, expected }) => {
    const no = checkAnswerer(context, duty) ?? checkUnanswered(context, duty)
    if (no) return no
    if (expected <= context.time) return refuse('A8-date-past')
    return expected > context.time + aheadMaxMs ? refuse('A8-date-too-far') : ok
  },
  apply: ({ tables, actor, time, emit, nextNumber }, { duty, content, expected }) => {
    const { proposal } = tables.duties.update([duty], (row) => ({ ...row, expected }))
    tables.interims.put([duty, nextNumber('interim')], { content, expected, by: actor, at: time })
    emit('interim-answered', { duty, proposal, content: bytesToHex(content), expected })
  },
})
