import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { commitment, districtId, fieldId } from '../../schemas.ts'
import { countToday, dayMs } from '../../days.ts'
import { storeProposal } from '../change-state.ts'
import { checkPlace } from '../checks.ts'
import { proposalContent } from '../content.ts'
import { action } from '../kit.ts'
import { membersNow } from '../supporters.ts'

/**
 * P1: a resident proposes. P2 to P4: the text, see content.ts. P5: in a field, for the city or one district. P16: so
 * many a day. P26: who supports it.
 */
export const openProposal = action({
  input: z.strictObject({
    field: fieldId,
    district: districtId.nullable().meta({ description: 'The district it is for; null for the whole city.' }),
    content: commitment,
  }),
  summary: 'Open a proposal. Its text goes beside the transaction; the ledger keeps a commitment to it.',
  example: { field: 'transport', district: null, content: new Uint8Array(32) },
  content: proposalContent,
  check: (context, input) => {
    const { tables, needs, parameters, actor, time } = context
    if (!needs.isResident(actor)) return refuse('P1-not-resident')
    const no = checkPlace(context, input)
    if (no) return no
    const { proposalsPerDay } = parameters
    const { count } = countToday(tables.days.get([actor]), time)
    return proposalsPerDay > 0 && count > proposalsPerDay ? refuse('P16-too-many-today') : ok
  },
  apply: (context, { field, district, content }) => {
    const { tables, actor, parameters, time, emit, schedule, nextNumber } = context
    const proposal = nextNumber('proposal')
    const row = { author: actor, field, district, content, supports: 0, openedAt: time, reached: {} }
    const { supportDays } = parameters
    const closes = time + supportDays * dayMs
    const members = membersNow(context)
    storeProposal(context, proposal, undefined, {
      ...row,
      state: 'open',
      ...(supportDays > 0 && { closes }),
      ...(members && { members }),
    })
    tables.days.put([actor], countToday(tables.days.get([actor]), time))
    if (supportDays > 0) schedule(closes, 'close-proposal', { proposal })
    emit('proposal-opened', { proposal })
  },
})
