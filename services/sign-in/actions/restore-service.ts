import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { checkAlive, checkRegistrar } from '../checks.ts'
import { serviceCode } from '../inputs.ts'
import { action } from '../kit.ts'

/** O7. */
export const restoreService = action({
  input: z.strictObject({ service: serviceCode }),
  summary: 'Restore a suspended relying service. For the registrar.',
  example: { service: 'city-library' },
  check: (context, { service }) =>
    checkRegistrar(context) ??
    checkAlive(context, service, ({ state }) => (state === 'suspended' ? ok : refuse('O7-not-suspended'))),
  apply: ({ tables, time, emit }, { service }) => {
    tables.relying.update([service], (row) => ({ ...row, state: 'active', changedAt: time }))
    emit('service-restored', { service })
  },
})
