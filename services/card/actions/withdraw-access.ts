import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { grant } from '../inputs.ts'
import { action } from '../kit.ts'
import type { Facility } from '../state.ts'

/** K11. */
export const withdrawAccess = action({
  input: z.strictObject({ grant }),
  summary: 'Take back access to a facility. For the facility that gave it, and registrars.',
  example: { grant: new Uint8Array(32) },
  check: ({ tables, needs, actor }, { grant }) => {
    const row = tables.grants.get([bytesToHex(grant)])
    if (!row) return refuse('K11-unknown-grant')
    const { account } = tables.facilities.get([row.facility]) as Facility
    if (account !== actor && !needs.hasRole(actor, 'registrar')) return refuse('K11-not-facility')
    return row.withdrawnAt === undefined ? ok : refuse('K11-withdrawn-already')
  },
  apply: ({ tables, time, emit }, { grant }) => {
    const { facility } = tables.grants.update([bytesToHex(grant)], (row) => ({ ...row, withdrawnAt: time }))
    emit('access-withdrawn', { facility })
  },
})
