import { z } from 'zod'
import { refuse } from '@maru/kernel/service.ts'
import { countToday } from '../../days.ts'
import { commitment, debateNumber } from '../../schemas.ts'
import { countOpinion } from '../change-state.ts'
import { opinionContent } from '../content.ts'
import { action } from '../kit.ts'
import { checkDebate, checkToday } from '../speakers.ts'
import { sides } from '../state.ts'

/** D1: a resident. D3: while the debate is open. D4: the last opinion counts. D5: so many a day. D13: by accounts. */
export const giveOpinion = action({
  input: z.strictObject({ debate: debateNumber, side: z.enum(sides), content: commitment }),
  summary: 'Give your opinion in a debate. The last one you give counts, and you count once.',
  example: { debate: 1, side: 'for' as const, content: new Uint8Array(32) },
  content: opinionContent,
  check: (context, { debate }) =>
    context.needs.isResident(context.actor)
      ? (checkDebate(context, debate, true) ?? checkToday(context))
      : refuse('D1-not-resident'),
  apply: (context, { debate, side, content }) => {
    const { tables, actor, time, nextNumber } = context
    const opinion = nextNumber('opinion')
    const row = tables.opinions.put([opinion], { debate, author: actor, side, content, at: time })
    tables.opinionsOf.put([debate, opinion], 0)
    tables.days.put([actor], countToday(tables.days.get([actor]), time))
    countOpinion(context, opinion, row)
  },
})
