import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { dayMs } from '../../days.ts'
import { time as moment } from '../../schemas.ts'
import { facilityName, grant } from '../inputs.ts'
import { action } from '../kit.ts'

const untilDaysMax = 3_650

/** K10, K13: that somebody may use a facility, without saying who. */
export const grantAccess = action({
  input: z.strictObject({ facility: facilityName, grant, until: moment }),
  summary: 'Record that a resident may use a facility, under a commitment. For the facility.',
  example: { facility: 'river-pool', grant: new Uint8Array(32), until: 1_800_000_000_000 },
  check: ({ tables, actor, time }, { facility, grant, until }) => {
    const row = tables.facilities.get([facility])
    if (!row) return refuse('K10-unknown-facility')
    if (row.account !== actor) return refuse('K10-not-facility')
    if (row.closedAt !== undefined) return refuse('K13-closed')
    if (tables.grants.has([bytesToHex(grant)])) return refuse('K10-granted-already')
    return until > time && until <= time + untilDaysMax * dayMs ? ok : refuse('K10-until')
  },
  apply: ({ tables, time, emit }, { facility, grant, until }) => {
    tables.grants.put([bytesToHex(grant)], { facility, until, at: time })
    emit('access-granted', { facility })
  },
})
