import { z } from 'zod'
import { changeCard, checkActive, checkChange } from '../change-state.ts'
import { card, exampleCard, reason } from '../inputs.ts'
import { action } from '../kit.ts'

/** K5, K6: for a while. */
export const suspendCard = action({
  input: z.strictObject({ card, reason }),
  summary: 'Suspend a card until it is restored. For registrars, and for the office when the holder asks.',
  example: { ...exampleCard, reason: 'device-lost' as const },
  check: (context, { card }) => checkChange(context, card, checkActive),
  apply: (context, { card, reason }) => changeCard(context, card, 'suspended', reason),
})
