import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { commitment } from '../../schemas.ts'
import { countToday } from '../../days.ts'
import { action } from '../kit.ts'
import { consentsPerDay } from '../consent.ts'

/** O8: to whom and to what stands in what the commitment is of, and that is kept off the ledger. */
export const giveConsent = action({
  input: z.strictObject({ consent: commitment }),
  summary: 'Record that one agreed to sign in somewhere; what was agreed to stays off the ledger.',
  example: { consent: new Uint8Array(32) },
  check: ({ tables, needs, actor, time }, { consent }) => {
    if (!needs.isResident(actor)) return refuse('O8-not-resident')
    if (tables.consents.has([bytesToHex(consent)])) return refuse('O8-already-given')
    const { count } = countToday(tables.days.get([actor]), time)
    return count > consentsPerDay ? refuse('O8-too-many-today') : ok
  },
  apply: ({ tables, actor, time, emit }, { consent }) => {
    const key = bytesToHex(consent)
    tables.consents.put([key], { account: actor, at: time })
    tables.days.put([actor], countToday(tables.days.get([actor]), time))
    emit('consent-given', { consent: key })
  },
})
