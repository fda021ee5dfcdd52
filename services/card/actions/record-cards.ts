import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { isOffice } from '../change-state.ts'
import { card, exampleCard } from '../inputs.ts'
import { action } from '../kit.ts'

/** K3: the office tells of cards it has issued. K4: each once. */
export const recordCards = action({
  input: z.strictObject({ cards: z.array(card).min(1).max(100) }),
  summary: 'Record that cards were issued, each under a commitment. For the office that issues them.',
  example: { cards: [exampleCard.card] },
  check: (context, { cards }) => {
    if (!isOffice(context)) return refuse('K3-not-office')
    const ids = cards.map(bytesToHex)
    if (new Set(ids).size < ids.length) return refuse('K4-recorded-already')
    return ids.some((id) => context.tables.cards.has([id])) ? refuse('K4-recorded-already') : ok
  },
  apply: ({ tables, time, emit }, { cards }) => {
    for (const card of cards)
      tables.cards.put([bytesToHex(card)], { state: 'active', recordedAt: time, changedAt: time })
    const counts = tables.counts.get([0]) ?? { active: 0, suspended: 0, revoked: 0 }
    tables.counts.put([0], { ...counts, active: counts.active + cards.length })
    emit('cards-recorded', { count: cards.length })
  },
})
