import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { commitment } from '../../schemas.ts'
import { checkOfficer } from '../checks.ts'
import { reasonsContent } from '../content.ts'
import { caseNumber } from '../inputs.ts'
import { action } from '../kit.ts'
import { continueCase } from '../store-case.ts'

/** M12: reports that name no broken rule are dismissed, with reasons; a new report opens a new case. */
export const dismissReports = action({
  input: z.strictObject({ case: caseNumber, content: commitment }),
  summary: 'Dismiss the reports of a text, with reasons. For moderators.',
  example: { case: 1, content: new Uint8Array(32) },
  content: reasonsContent,
  check: (context, input) =>
    checkOfficer(context, input.case, ({ state }) =>
      state === 'reported' ? ok : refuse('M12-not-reported'),
    ),
  apply: (context, input) => {
    const details = { by: context.actor, content: input.content }
    const { service, number } = continueCase(context, input.case, 'dismissed', details)
    context.emit('reports-dismissed', { case: input.case, service, number })
  },
})
