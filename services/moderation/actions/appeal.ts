import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { commitment } from '../../schemas.ts'
import { appealContent } from '../content.ts'
import { caseNumber } from '../inputs.ts'
import { action } from '../kit.ts'
import { continueCase } from '../store-case.ts'

/** M9: the author, once in a case, while the text is hidden; also one who is suspended or gone. */
export const appeal = action({
  input: z.strictObject({ case: caseNumber, content: commitment }),
  summary: 'Appeal against the hiding of your text, once. Another officer than the one who hid it decides.',
  example: { case: 1, content: new Uint8Array(32) },
  content: appealContent,
  check: ({ tables, actor }, input) => {
    const about = tables.cases.get([input.case])
    if (!about) return refuse('M14-unknown-case')
    if (about.author !== actor) return refuse('M9-not-author')
    if (about.appeal) return refuse('M9-already-appealed')
    return about.state === 'hidden' ? ok : refuse('M9-not-hidden')
  },
  apply: (context, { case: number, content }) => {
    continueCase(context, number, 'appealed', { by: context.actor, content }, { appeal: content })
    context.emit('appealed', { case: number, content: bytesToHex(content) })
  },
})
