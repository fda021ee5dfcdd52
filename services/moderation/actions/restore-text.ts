import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { commitment } from '../../schemas.ts'
import { checkOfficer } from '../checks.ts'
import { reasonsContent } from '../content.ts'
import { caseNumber } from '../inputs.ts'
import { action } from '../kit.ts'
import { restore } from '../restore.ts'
import { isHidden } from '../store-case.ts'

/** M11: what was hidden by mistake is restored, also without an appeal and also by whoever hid it. */
export const restoreText = action({
  input: z.strictObject({ case: caseNumber, content: commitment }),
  summary: 'Restore a hidden text, with reasons. For moderators.',
  example: { case: 1, content: new Uint8Array(32) },
  content: reasonsContent,
  check: (context, input) =>
    checkOfficer(context, input.case, (about) => (isHidden(about) ? ok : refuse('M11-not-hidden'))),
  apply: (context, input) => restore(context, input.case, input.content),
})
