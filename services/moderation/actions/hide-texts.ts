import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { commitment } from '../../schemas.ts'
import { checkHiding, textAt } from '../checks.ts'
import { reasonsContent } from '../content.ts'
import { hide } from '../hide.ts'
import { addressFields, rule } from '../inputs.ts'
import { action } from '../kit.ts'

/** M7: all of them or none; the refusal says which is the first that cannot be hidden. */
export const hideTexts = action({
  input: z.strictObject({
    texts: z.array(z.strictObject(addressFields)).min(1).max(50).meta({ description: '1 to 50 texts.' }),
    rule,
    content: commitment,
  }),
  summary: 'Hide up to 50 texts at once, under one rule and with the same reasons. For moderators.',
  example: {
    texts: [{ service: 'comments' as const, number: 1 }],
    rule: 'flooding' as const,
    content: new Uint8Array(32),
  },
  content: reasonsContent,
  check: (context, { texts }) => {
    const seen = new Set<string>()
    for (const [index, address] of texts.entries()) {
      const detail = `texts.${index}: ${address.service} ${address.number}`
      const no = checkHiding(context, address, detail)
      if (no) return no
      const text = textAt(context, address)
      const content = text ? bytesToHex(text.content) : ''
      if (seen.has(content)) return refuse('M7-text-twice', detail)
      seen.add(content)
    }
    return ok
  },
  apply: (context, { texts, rule, content }) => {
    for (const address of texts) hide(context, address, rule, content)
  },
})
