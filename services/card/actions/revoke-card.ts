import { z } from 'zod'
import { ok } from '@maru/kernel/service.ts'
import { changeCard, checkChange } from '../change-state.ts'
import { card, exampleCard, reason } from '../inputs.ts'
import { action } from '../kit.ts'

/** K5, K6: for good. */
export const revokeCard = action({
  input: z.strictObject({ card, reason }),
  summary: 'Revoke a card for good. For registrars, and for the office when the holder asks.',
  example: { ...exampleCard, reason: 'replaced' as const },
  check: (context, { card }) => checkChange(context, card, () => ok),
  apply: (context, { card, reason }) => changeCard(context, card, 'revoked', reason),
})
