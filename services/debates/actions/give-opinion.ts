import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { countToday } from '../../days.ts'
import { commitment, debateNumber } from '../../schemas.ts'
import { countOpinion } from '../change-state.ts'
import { opinionContent } from '../content.ts'
import { action } from '../kit.ts'
import { sides } from '../state.ts'

/** D1: a resident. D3: while the debate is open. D4: the last opinion counts. D5: so many a day. */
export const giveOpinion = action({
  input: z.strictObject({ debate: debateNumber, side: z.enum(sides), content: commitment }),
  summary: 'Give your opinion in a debate. The last one you give counts, and you count once.',
  example: { debate: 1, side: 'for' as const, content: new Uint8Array(32) },
  content: opinionContent,
  check: ({ tables, parameters, needs, actor, time }, { debate }) => {
    if (!needs.isResident(actor)) return refuse('D1-not-resident')
    const row = tables.debates.get([debate])
    if (!row) return refuse('D3-unknown-debate')
    if (time >= row.closes) return refuse('D3-closed')
    const { opinionsPerDay } = parameters
    const { count } = countToday(tables.days.get([actor]), time)
    return opinionsPerDay > 0 && count > opinionsPerDay ? refuse('D5-too-many-today') : ok
  },
  apply: (context, { debate, side, content }) => {
    const { tables, actor, time, nextNumber } = context
    const opinion = nextNumber('opinion')
    const row = tables.opinions.put([opinion], { debate, author: actor, side, content, at: time })
    tables.opinionsOf.put([debate, opinion], 0)
    tables.days.put([actor], countToday(tables.days.get([actor]), time))
    countOpinion(context, opinion, row)
  },
})
