import { z } from 'zod'
import { checkAlive, checkRegistrar } from '../checks.ts'
import { serviceCode } from '../inputs.ts'
import { action } from '../kit.ts'

/** O6: for good. The entry stays, so that what it once asked can still be read. */
export const endService = action({
  input: z.strictObject({ service: serviceCode }),
  summary: 'End a relying service for good. For the registrar.',
  example: { service: 'city-library' },
  check: (context, { service }) => checkRegistrar(context) ?? checkAlive(context, service),
  apply: ({ tables, time, emit }, { service }) => {
    tables.relying.update([service], (row) => ({ ...row, state: 'ended', changedAt: time }))
    emit('service-ended', { service })
  },
})
