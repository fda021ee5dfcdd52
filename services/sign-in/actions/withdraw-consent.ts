import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { commitment } from '../../schemas.ts'
import { action } from '../kit.ts'

/** O9: who is suspended or has left may still take back what they agreed to. */
export const withdrawConsent = action({
  input: z.strictObject({ consent: commitment }),
  summary: 'Withdraw a consent of yours: from then on the service is told nothing under it.',
  example: { consent: new Uint8Array(32) },
  check: ({ tables, actor }, { consent }) => {
    const row = tables.consents.get([bytesToHex(consent)])
    if (row?.account !== actor) return refuse('O9-no-such-consent')
    return row.withdrawnAt === undefined ? ok : refuse('O9-withdrawn')
  },
  apply: ({ tables, time, emit }, { consent }) => {
    const key = bytesToHex(consent)
    tables.consents.update([key], (row) => ({ ...row, withdrawnAt: time }))
    emit('consent-withdrawn', { consent: key })
  },
})
