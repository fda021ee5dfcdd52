import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { checkAlive } from '../checks.ts'
import { serviceCode } from '../inputs.ts'
import { action } from '../kit.ts'

/** O1 and O7: whoever sees misuse first stops it; nobody signs in until a registrar restores the service. */
export const suspendService = action({
  input: z.strictObject({
    service: serviceCode,
    reason: z
      .enum(['under-review', 'asked-too-much', 'key-lost', 'own-request'])
      .meta({ title: 'Reason', description: 'Why: one of a fixed list.' }),
  }),
  summary: 'Suspend a relying service: nobody signs in to it until it is restored.',
  example: { service: 'city-library', reason: 'under-review' as const },
  check: (context, { service }) => {
    const { needs, actor } = context
    if (!needs.hasRole(actor, 'registrar') && !needs.hasRole(actor, 'auditor'))
      return refuse('O1-needs-auditor')
    return checkAlive(context, service, ({ state }) => (state === 'active' ? ok : refuse('O7-not-active')))
  },
  apply: ({ tables, time, emit }, { service, reason }) => {
    tables.relying.update([service], (row) => ({ ...row, state: 'suspended', changedAt: time }))
    emit('service-suspended', { service, reason })
  },
})
