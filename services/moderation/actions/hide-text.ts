import { z } from 'zod'
import { commitment } from '../../schemas.ts'
import { checkHiding } from '../checks.ts'
import { reasonsContent } from '../content.ts'
import { hide } from '../hide.ts'
import { addressFields, rule } from '../inputs.ts'
import { action } from '../kit.ts'

/** M6: a text is hidden under a published rule, with published reasons; its commitment and all counts stay. */
export const hideText = action({
  input: z.strictObject({ ...addressFields, rule, content: commitment }),
  summary: 'Hide a text under a published rule, with reasons. For moderators.',
  example: { service: 'comments' as const, number: 1, rule: 'insult' as const, content: new Uint8Array(32) },
  content: reasonsContent,
  check: checkHiding,
  apply: (context, { rule, content, ...address }) => hide(context, address, rule, content),
})
