import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { checkFacility } from '../change-facility.ts'
import { facilityName } from '../inputs.ts'
import { action } from '../kit.ts'

/** K12: what was given before it closed, and is not over, counts again. */
export const reopenFacility = action({
  input: z.strictObject({ facility: facilityName }),
  summary: 'Open a closed facility again. For the mayor.',
  example: { facility: 'river-pool' },
  check: (context, { facility }) =>
    checkFacility(context, facility, ({ closedAt }) =>
      closedAt === undefined ? refuse('K12-not-closed') : ok,
    ),
  apply: ({ tables, emit }, { facility }) => {
    tables.facilities.update([facility], ({ closedAt: _closedAt, ...row }) => row)
    emit('facility-reopened', { facility })
  },
})
