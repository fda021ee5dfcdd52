import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { checkFacility } from '../change-facility.ts'
import { facilityName } from '../inputs.ts'
import { action } from '../kit.ts'

/** K12, K13: until it is opened again nobody has access, and no card says so. */
export const closeFacility = action({
  input: z.strictObject({ facility: facilityName }),
  summary:
    'Close a facility: until it is opened again it gives no access and asks for no cards. For the mayor.',
  example: { facility: 'river-pool' },
  check: (context, { facility }) =>
    checkFacility(context, facility, ({ closedAt }) => (closedAt === undefined ? ok : refuse('K12-closed'))),
  apply: ({ tables, time, emit }, { facility }) => {
    tables.facilities.update([facility], (row) => ({ ...row, closedAt: time }))
    emit('facility-closed', { facility })
  },
})
