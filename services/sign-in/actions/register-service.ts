import { z } from 'zod'
import { refuse } from '@maru/kernel/service.ts'
import { checkEntry, checkRegistrar } from '../checks.ts'
import { exampleService, relyingFields } from '../inputs.ts'
import { action } from '../kit.ts'

/** O1: by a registrar. O2: under a code that no service ever had. O3, O4, O5: with a whole entry. */
export const registerService = action({
  input: z.strictObject(relyingFields),
  summary: 'Register a service that residents may sign in to, with all that it may ask. For the registrar.',
  example: exampleService,
  check: (context, { service, ...entry }) =>
    checkRegistrar(context) ??
    (context.tables.relying.has([service]) ? refuse('O2-code-taken') : checkEntry(entry)),
  apply: ({ tables, time, emit }, { service, ...entry }) => {
    tables.relying.put([service], { ...entry, state: 'active', since: time, changedAt: time })
    emit('service-registered', { service })
  },
})
