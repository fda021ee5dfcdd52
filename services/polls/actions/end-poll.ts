import { z } from 'zod'
import { ok, refuse, type Checking } from '@maru/kernel/service.ts'
import { pollNumber } from '../../schemas.ts'
import { endEarly, isOver } from '../change-state.ts'
import { action, type Needs, type Parameters } from '../kit.ts'
import type { Poll, Tables } from '../state.ts'

/** B14: whoever asked, for the city also the mayor, and always with a reason that stays beside the result. */
export const endPoll = action({
  input: z.strictObject({ poll: pollNumber, reason: z.enum(['mistake', 'no-longer-needed', 'unlawful']) }),
  summary:
    'End a poll before its time. One that has not opened is withdrawn; votes that were cast stay counted.',
  example: { poll: 1, reason: 'mistake' as const },
  check: (context, { poll }) => {
    const row = context.tables.polls.get([poll])
    if (!row) return refuse('B9-unknown-poll')
    if (!mayEnd(context, row)) return refuse('B14-not-asker')
    return isOver(row, context.time) ? refuse('B14-over-already') : ok
  },
  apply: (context, { poll, reason }) => endEarly(context, poll, context.actor, reason),
})

const mayEnd = (
  { needs, actor }: Pick<Checking<Tables, Parameters, Needs>, 'needs' | 'actor'>,
  { asker, author }: Poll,
): boolean =>
  asker === 'residents'
    ? author === actor
    : needs.hasRole(actor, 'mayor') || (author === actor && needs.hasRole(actor, 'department'))
