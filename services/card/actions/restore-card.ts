import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { changeCard, checkChange } from '../change-state.ts'
import { card, exampleCard, reason } from '../inputs.ts'
import { action } from '../kit.ts'

/** K5, K6: a suspended card. K7: a registrar's own suspension is a registrar's to end. */
export const restoreCard = action({
  input: z.strictObject({ card, reason }),
  summary: 'Restore a suspended card. For registrars, and for the office when the holder asks.',
  example: { ...exampleCard, reason: 'holder-asked' as const },
  check: (context, { card }) =>
    checkChange(context, card, ({ state, suspendedBy }) => {
      if (state !== 'suspended') return refuse('K6-not-suspended')
      const mayRestore = suspendedBy === 'office' || context.needs.hasRole(context.actor, 'registrar')
      return mayRestore ? ok : refuse('K7-suspended-by-registrar')
    }),
  apply: (context, { card, reason }) => changeCard(context, card, 'active', reason),
})
