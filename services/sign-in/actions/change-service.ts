import { z } from 'zod'
import { checkAlive, checkEntry, checkRegistrar } from '../checks.ts'
import { exampleService, relyingFields } from '../inputs.ts'
import { action } from '../kit.ts'

/** O6: the whole entry is given anew; it stays active or suspended as it was. */
export const changeService = action({
  input: z.strictObject(relyingFields),
  summary: 'Change the entry of a relying service: its names, key, addresses, and what it may ask.',
  example: exampleService,
  check: (context, { service, ...entry }) =>
    checkRegistrar(context) ?? checkAlive(context, service) ?? checkEntry(entry),
  apply: ({ tables, time, emit }, { service, ...entry }) => {
    tables.relying.update([service], ({ state, since }) => ({ ...entry, state, since, changedAt: time }))
    emit('service-changed', { service })
  },
})
