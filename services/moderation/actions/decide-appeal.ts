import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { commitment } from '../../schemas.ts'
import { reasonsContent } from '../content.ts'
import { caseNumber } from '../inputs.ts'
import { action } from '../kit.ts'
import { restore } from '../restore.ts'
import { continueCase } from '../store-case.ts'

/** M10: a moderator or the auditor decides, and never the one who hid the text. M8: nor its author. */
export const decideAppeal = action({
  input: z.strictObject({
    case: caseNumber,
    decision: z
      .enum(['restore', 'keep'])
      .meta({ description: 'Whether the text is restored or stays hidden.' }),
    content: commitment,
  }),
  summary:
    'Decide on an appeal, with reasons. For another moderator than the one who hid the text, or the auditor.',
  example: { case: 1, decision: 'restore' as const, content: new Uint8Array(32) },
  content: reasonsContent,
  check: ({ tables, needs, actor }, input) => {
    if (!needs.hasRole(actor, 'moderator') && !needs.hasRole(actor, 'auditor'))
      return refuse('M10-needs-reviewer')
    const about = tables.cases.get([input.case])
    if (!about) return refuse('M14-unknown-case')
    if (about.author === actor) return refuse('M8-own-text')
    if (about.state !== 'appealed') return refuse('M10-not-appealed')
    return about.hiddenBy === actor ? refuse('M10-same-officer') : ok
  },
  apply: (context, { case: number, decision, content }) => {
    context.emit('appeal-decided', { case: number, decision })
    if (decision === 'restore') restore(context, number, content)
    else continueCase(context, number, 'upheld', { by: context.actor, content })
  },
})
